import type { ProviderAdapter } from './adapter.ts';
import { amazonConnect } from './amazon-connect/index.ts';
import { chatwoot } from './chatwoot/index.ts';
import { cloudevents } from './cloudevents/index.ts';
import { generic } from './generic/index.ts';
import { instagram } from './instagram/index.ts';
import { intercom } from './intercom/index.ts';
import { line } from './line/index.ts';
import { messenger } from './messenger/index.ts';
import { slack } from './slack/index.ts';
import { sunshineConversations } from './sunshine-conversations/index.ts';
import { telegram } from './telegram/index.ts';
import { twilioConversations } from './twilio-conversations/index.ts';
import { twilioMessaging } from './twilio-messaging/index.ts';
import { whatsapp } from './whatsapp/index.ts';
import { zendeskSupport } from './zendesk-support/index.ts';

/** Every provider that the log understands. To add one: a folder like `_template`, and a line here. */
const ADAPTERS: readonly ProviderAdapter[] = [
  amazonConnect,
  chatwoot,
  cloudevents,
  generic,
  instagram,
  intercom,
  line,
  messenger,
  slack,
  sunshineConversations,
  telegram,
  twilioConversations,
  twilioMessaging,
  whatsapp,
  zendeskSupport,
];

const BY_NAME: ReadonlyMap<string, ProviderAdapter> = new Map(
  ADAPTERS.map((adapter) => [adapter.provider, adapter]),
);

/** The adapter of a provider, by the name of its folder. */
export function adapterFor(provider: string): ProviderAdapter | undefined {
  return BY_NAME.get(provider);
}

/** The names of all providers. */
export function adapterNames(): readonly string[] {
  return [...BY_NAME.keys()];
}
