import type { ProviderAdapter } from './adapter.ts';

/**
 * Every provider that the log understands. To add one: a folder like `_template`, and a line here.
 * Each is loaded when it is first asked for: a cold function is not to build the schemas of all for
 * a webhook of one.
 */
const ADAPTERS: Readonly<Record<string, () => Promise<ProviderAdapter>>> = {
  'amazon-connect': async () => (await import('./amazon-connect/index.ts')).amazonConnect,
  chatwoot: async () => (await import('./chatwoot/index.ts')).chatwoot,
  cloudevents: async () => (await import('./cloudevents/index.ts')).cloudevents,
  generic: async () => (await import('./generic/index.ts')).generic,
  instagram: async () => (await import('./instagram/index.ts')).instagram,
  intercom: async () => (await import('./intercom/index.ts')).intercom,
  line: async () => (await import('./line/index.ts')).line,
  messenger: async () => (await import('./messenger/index.ts')).messenger,
  slack: async () => (await import('./slack/index.ts')).slack,
  'sunshine-conversations': async () =>
    (await import('./sunshine-conversations/index.ts')).sunshineConversations,
  telegram: async () => (await import('./telegram/index.ts')).telegram,
  'twilio-conversations': async () =>
    (await import('./twilio-conversations/index.ts')).twilioConversations,
  'twilio-messaging': async () => (await import('./twilio-messaging/index.ts')).twilioMessaging,
  whatsapp: async () => (await import('./whatsapp/index.ts')).whatsapp,
  'zendesk-support': async () => (await import('./zendesk-support/index.ts')).zendeskSupport,
};

/** The adapter of a provider, by the name of its folder; `undefined` where there is no such provider. */
export async function adapterFor(provider: string): Promise<ProviderAdapter | undefined> {
  return Object.hasOwn(ADAPTERS, provider) ? ADAPTERS[provider]?.() : undefined;
}

/** The names of all providers. */
export function adapterNames(): readonly string[] {
  return Object.keys(ADAPTERS);
}
