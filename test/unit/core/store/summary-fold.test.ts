import { describe, expect, it } from '@jest/globals';
import type { EventType } from '../../../../core/events/catalogue.ts';
import type { EventDraft } from '../../../../core/events/draft.ts';
import { SUMMARY_LIMITS } from '../../../../core/events/summary.ts';
import { type Folded, foldEvent } from '../../../../core/store/summary-fold.ts';
import { completed, draftOf, testIdentity } from '../../../support/events.ts';

const START = Date.UTC(2026, 10, 23);
type Step = readonly [EventType, Partial<EventDraft>?];

/** Folds events that happen a second apart. */
function folded(...steps: readonly Step[]): Folded['summary'] {
  let result: Folded | null = null;
  for (const [n, [type, overrides]] of steps.entries()) {
    const draft = draftOf(type, { occurredAt: START + n * 1_000, ...overrides });
    const { event } = completed(draft);
    result = foldEvent(result, { event, derived: false, repeats: false });
  }
  if (!result) throw new Error('no events');
  return result.summary;
}

const text = (id: string, said: string) => {
  const content = { type: 'text', text: said, format: 'plain' } as const;
  return { message: { id, content } };
};
const personId = (key: string) => testIdentity.participantId('acme', 'test', key);

describe('a conversation summary', () => {
  it('waits while it is pending, and is open or closed by its last opening or close', () => {
    const pending: Step = ['ConversationUpdated', { change: { status: 'pending' } }];
    const closed: Step = ['ConversationClosed', { change: { status: 'closed' } }];
    const reopened: Step = ['ConversationReopened', { change: {} }];
    const status = (...steps: Step[]) => folded(['NoteAdded'], ...steps).status;
    expect(status()).toBe('open');
    expect(status(pending)).toBe('pending');
    expect(status(pending, closed)).toBe('closed');
    expect(status(pending, reopened)).toBe('open');
    expect(status(closed, pending)).toBe('closed');
    expect(status(closed, reopened, pending, ['MessageSent'])).toBe('pending');
  });

  it('has who it is assigned to now, or nobody', () => {
    const assigned: Step = ['ConversationAssigned', { change: { assignee: 'a1' } }];
    const away: Step = ['ConversationAssigned', { change: { previous_assignee: 'a1' } }];
    const toTeam: Step = ['ConversationAssigned', { change: { team_id: '9' } }];
    expect(folded(assigned, ['MessageSent']).assignee_id).toBe(personId('a1'));
    expect(folded(assigned, away).assignee_id).toBeUndefined();
    expect(folded(assigned, toTeam)).toMatchObject({ assignee_id: personId('a1'), team_id: '9' });
  });

  it('keeps tags, links and people within bounds', () => {
    const many = Array.from({ length: 150 }, (_, n) => `${n}`);
    const tagged: Step = ['ConversationTagged', { change: { tags_added: many } }];
    const untagged: Step = ['ConversationTagged', { change: { tags_removed: ['149', '148'] } }];
    const { tags } = folded(tagged, untagged, tagged);
    expect(tags).toHaveLength(SUMMARY_LIMITS.tags);
    expect(tags.slice(-2)).toEqual(['148', '149']);
    const people = many.map((key): Step => ['NoteAdded', { actor: { role: 'customer', key } }]);
    expect(folded(...people).participants.map(({ id }) => id)).toEqual(
      many.slice(0, SUMMARY_LIMITS.participants).map(personId),
    );
    const openings = many.flatMap((): Step[] => [['ConversationOpened'], ['ConversationClosed']]);
    const { episodes, episode_count } = folded(...openings);
    expect([episodes.length, episodes.at(-1)?.number, episode_count]).toEqual([50, 150, 150]);
  });

  it('tells what it was merged from and into', () => {
    const conversations = { from: { key: 't9' }, into: { key: 't1' } };
    const other = testIdentity.conversationId('acme', 'test', { key: 't9' });
    const into: Step = ['ConversationMerged', { merge: { conversations } }];
    expect(folded(into, into).links.merged_from).toEqual([other]);
    const away = { from: { key: 't1' }, into: { key: 't9' } };
    const from: Step = ['ConversationMerged', { merge: { conversations: away } }];
    expect(folded(from).links).toMatchObject({ merged_into: other, merged_from: [] });
  });

  it("previews the last message's text as it is now", () => {
    const long = '🙂'.repeat(200);
    expect(folded(['MessageReceived', text('m1', long)]).preview).toBe('🙂'.repeat(140));
    const first: Step = ['MessageReceived', text('m1', 'first')];
    const last: Step = ['MessageSent', text('m2', 'last')];
    expect(folded(first, last, ['NoteAdded']).preview).toBe('last');
    expect(folded(first, last, ['MessageEdited', text('m2', 'mended')]).preview).toBe('mended');
    expect(folded(first, last, ['MessageEdited', text('m1', 'mended')]).preview).toBe('last');
    const deleted = (id: string): Step => ['MessageDeleted', { message: { id } }];
    expect(folded(first, last, deleted('m1')).preview).toBe('last');
    expect(folded(first, last, deleted('m2')).preview).toBeUndefined();
    const image = { id: 'm3', content: { type: 'image' } } as const;
    expect(folded(first, ['MessageReceived', { message: image }]).preview).toBeUndefined();
  });

  it('measures each episode by its first answer and its first close', () => {
    const summary = folded(
      ['MessageReceived'],
      ['ConversationOpened'],
      ['MessageReceived'],
      ['NoteAdded'],
      ['MessageSent', { actor: { role: 'bot', key: 'b1' } }],
      ['MessageSent'],
      ['ConversationClosed'],
      ['ConversationClosed'],
    );
    const time = (second: number) => new Date(START + second * 1_000).toISOString();
    expect(summary.episodes).toEqual([
      { number: 0, first_received_at: time(0) },
      {
        number: 1,
        opened_at: time(1),
        first_received_at: time(2),
        first_response_at: time(4),
        first_response_role: 'bot',
        first_response_seconds: 2,
        closed_at: time(6),
        resolution_seconds: 5,
      },
    ]);
    expect(summary).toMatchObject({ first_response_seconds: 2, resolution_seconds: 5 });
    expect(summary.closed_at).toBe(time(7));
  });
});
