import type { Role } from '../../events/blocks.ts';
import type { DraftParticipant } from '../../events/draft.ts';
import type {
  Author,
  Client,
  Conversation,
  Source,
  SwitchboardIntegration,
  User,
} from './payload.ts';

/** Zendesk's own integrations, as types of sources and of switchboard integrations. */
const ZENDESK_ROLES: ReadonlyMap<string, Role> = new Map([
  ['zd:agentWorkspace', 'agent'],
  ['zd:answerBot', 'bot'],
]);

/** The customer that an event names. `channel_id` is the phone number or page-scoped id. */
export function customerOf(user: User, client?: Partial<Client> | null): DraftParticipant {
  return {
    role: 'customer',
    key: user.id,
    provider_id: user.id,
    channel_id: text(client?.externalId),
    external_id: text(user.externalId),
    name: nameOf(user) ?? text(client?.displayName),
  };
}

/** The customer of a conversation whose payload names nobody: one stand-in per conversation. */
export function unnamedCustomer(conversation: Conversation): DraftParticipant {
  return { role: 'customer', key: `conversation:${conversation.id}` };
}

/**
 * The business as a whole, in the person of the switchboard integration that is in control of the
 * conversation.
 */
export function businessOf(appId: string, conversation?: Conversation | null): DraftParticipant {
  const control = conversation?.activeSwitchboardIntegration;
  return {
    role: 'system',
    key: `app:${appId}`,
    provider_id: control?.id,
    name: text(control?.name),
  };
}

/** A channel of the app, as the one who reports what became of a message. */
export function integrationOf(
  appId: string,
  client:
    | { readonly type?: string | null; readonly integrationId?: string | null }
    | null
    | undefined,
): DraftParticipant {
  const id = client?.integrationId;
  if (!id) return businessOf(appId);
  return { role: 'system', key: `integration:${id}`, provider_id: id, name: text(client.type) };
}

/** A participant of the switchboard: the bot or desk that holds or is offered a conversation. */
export function controllerOf(integration: SwitchboardIntegration): DraftParticipant {
  return {
    role: ZENDESK_ROLES.get(integration.integrationType ?? '') ?? 'system',
    key: `switchboard:${integration.id}`,
    provider_id: integration.id,
    name: text(integration.name),
  };
}

/** The author of a message or activity. */
export function authorOf(
  author: Author,
  source: Source | null | undefined,
  appId: string,
  conversation: Conversation,
): DraftParticipant {
  if (author.type === 'user') return customerAuthor(author, source, conversation);
  const name = text(author.displayName);
  return {
    role: businessRole(author, source),
    key: author.userId || (name ? `app:${appId}:${name}` : `app:${appId}`),
    provider_id: text(author.userId),
    name,
  };
}

function customerAuthor(
  author: Author,
  source: Source | null | undefined,
  conversation: Conversation,
): DraftParticipant {
  const id = author.userId || author.user?.id;
  if (!id) return { ...unnamedCustomer(conversation), name: text(author.displayName) };
  const user = { externalId: author.userExternalId, ...author.user, id };
  const customer = customerOf(user, source?.client);
  return { ...customer, name: text(author.displayName) ?? customer.name };
}

/**
 * Who of the business wrote: an activity message is the system's; else the subtypes tell (schema
 * `author`: `AI`, `bot`, `agent`), else Zendesk's own source, else an author with a name or id is an
 * agent. An author without any of these is the system (a post through the API).
 */
function businessRole(author: Author, source: Source | null | undefined): Role {
  const subtypes = author.subtypes ?? [];
  if (subtypes.includes('activity')) return 'system';
  if (subtypes.includes('AI') || subtypes.includes('bot')) return 'bot';
  if (subtypes.includes('agent')) return 'agent';
  const role = ZENDESK_ROLES.get(source?.type ?? '');
  if (role) return role;
  return author.userId || author.displayName ? 'agent' : 'system';
}

function nameOf({ profile }: User): string | undefined {
  const names = [profile?.givenName, profile?.surname];
  return text(names.filter((name) => typeof name === 'string' && name !== '').join(' '));
}

function text(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined || value === '' ? undefined : String(value);
}
