import type * as z from 'zod';
import { ApiProblem } from '../../core/api/problem.ts';
import { ROUTES } from '../../core/api/routes.ts';
import type { conversationQuery } from '../../core/api/schemas.ts';
import { CONVERSATION_ID } from '../../core/events/event.ts';
import type { Identity } from '../../core/events/identity.ts';
import { decodeCursor, encodeCursor } from '../../core/store/cursor.ts';
import type {
  ConversationDirectory,
  ConversationPage,
  ConversationRange,
} from '../../core/store/summary-store.ts';
import { json, type Operation, operation } from './operation.ts';

type Parameters = z.infer<typeof conversationQuery>;

interface Dependencies {
  readonly conversations: ConversationDirectory;
  /** Names conversations; read when a request asks for one by the provider's id. */
  readonly identity: () => Promise<Identity>;
}

/** `GET /v1/conversations/{conversation_id}`: the summary of one conversation. */
export function getConversation({ conversations }: Dependencies): Operation {
  return operation(ROUTES.getConversation.query, async ({ tenantId, path }) => {
    const id = path.conversation_id ?? '';
    if (!CONVERSATION_ID.test(id)) {
      throw new ApiProblem('not_found', 'A conversation id is cnv_ and 24 characters.');
    }
    const found = await conversations.conversation(tenantId, id);
    if (!found) throw new ApiProblem('not_found');
    return json(found.json);
  });
}

/**
 * `GET /v1/conversations`: summaries, newest activity first. A cursor is a position: a conversation
 * with new activity moves before it, and is seen from the start of the list again.
 */
export function listConversations(dependencies: Dependencies): Operation {
  return operation(ROUTES.listConversations.query, async ({ tenantId, parameters }) => {
    const { cursor, limit, updated_since: since, ...filters } = parameters;
    checkTogether(filters);
    const scope = { list: 'conversations', tenantId, since, ...filters };
    const after = cursor === undefined ? undefined : decodeCursor(cursor, scope);
    const { status, channel } = filters;
    const range = { status, channel, since, after, limit };
    const page = await read(tenantId, filters, range, dependencies);
    const next = page.next === null ? null : encodeCursor(page.next, scope);
    const end = JSON.stringify({ next_cursor: next, has_more: next !== null });
    return json(`{"data":[${distinct(page).join(',')}],"page":${end}}`);
  });
}

type Filters = Omit<Parameters, 'cursor' | 'limit' | 'updated_since'>;

function checkTogether(filters: Filters): void {
  const { provider, provider_conversation_id: thread, provider_account_id: account } = filters;
  const given = provider !== undefined && thread !== undefined;
  if (given || (provider === undefined && thread === undefined && account === undefined)) return;
  const detail = 'Give provider and provider_conversation_id together.';
  throw new ApiProblem('invalid_parameter', detail);
}

async function read(
  tenantId: string,
  filters: Filters,
  range: ConversationRange,
  { conversations, identity }: Dependencies,
): Promise<ConversationPage> {
  const { provider, provider_conversation_id: key, participant_id: customer } = filters;
  let conversationId: string | undefined;
  if (provider !== undefined && key !== undefined) {
    const { provider_account_id: account } = filters;
    const thread = account === undefined ? { key } : { key, account };
    conversationId = (await identity()).conversationId(tenantId, provider, thread);
  }
  if (conversationId === undefined && customer === undefined) {
    return conversations.conversationsByActivity(tenantId, range);
  }
  return conversations.conversationsAmong(tenantId, { conversationId, customer }, range);
}

/** While a status changes, an index can show a conversation under both: the newer one counts. */
function distinct({ rows }: ConversationPage): readonly string[] {
  const byId = new Map(rows.toReversed().map((row) => [row.conversationId, row]));
  return rows.filter((row) => byId.get(row.conversationId) === row).map(({ json: text }) => text);
}
