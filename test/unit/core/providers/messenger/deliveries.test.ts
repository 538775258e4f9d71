import { describe, expect, it } from '@jest/globals';
import { messenger } from '../../../../../core/providers/messenger/index.ts';
import { draftsOf, entry, eventsFrom, eventsOf, from, messaging } from './webhooks.ts';

describe('a delivery', () => {
  it('is split into every event of every list of every entry', () => {
    const said = (mid: string) => from({ message: { mid, text: mid } });
    const body = {
      object: 'page',
      entry: [
        { id: '10', messaging: [said('a'), said('b')], standby: [said('c')] },
        { id: '10', messaging: [said('d')], changes: [{ field: 'feed', value: {} }] },
      ],
    };
    const drafts = draftsOf(body);
    expect(drafts.map(({ message }) => message?.id)).toEqual(['a', 'b', 'c', 'd', undefined]);
  });

  it.each([
    ['of another object', { object: 'instagram', entry: [] }],
    ['without entries', { object: 'page' }],
  ])('%s is unreadable', (_, body) => {
    expect(() => draftsOf(body)).toThrow(expect.objectContaining({ code: 'unreadable_delivery' }));
  });

  it('with an event that cannot be read keeps the others', () => {
    const body = Buffer.from(
      JSON.stringify(messaging(from({ message: {} }), from({ message: { mid: 'm1' } }))),
    );
    const request = { method: 'POST', url: '', headers: {}, query: {}, body };
    const [bad, good] = messenger.read(request);
    expect(() => messenger.normalize(bad, {})).toThrow(
      expect.objectContaining({ code: 'unreadable_event' }),
    );
    expect(messenger.normalize(good, {})).toHaveLength(1);
  });
});

describe('events that the log has no type for', () => {
  it.each([
    ['optin', { ref: 'r' }],
    ['account_linking', { status: 'linked' }],
    ['response_feedback', { feedback: 'Good response', mid: 'm1' }],
    ['hologram', {}],
  ])('%s are kept whole, in the thread, by the customer', (kind, value) => {
    expect(eventsFrom({ [kind]: value })).toEqual([
      expect.objectContaining({
        type: 'ProviderEvent',
        origin: expect.objectContaining({
          event_type: `messaging.${kind}`,
          conversation_id: '10:71',
        }),
        actor: expect.objectContaining({ role: 'customer' }),
        payload: from({ [kind]: value }),
      }),
    ]);
  });

  it.each([
    ['policy_enforcement', { recipient: { id: '10' }, timestamp: 1e12, policy_enforcement: {} }],
    ['empty', {}],
  ])('of the page alone belong to no conversation: %s', (kind, item) => {
    const [draft] = draftsOf(messaging(item));
    expect(draft).toMatchObject({
      thread: null,
      origin: { event_type: `messaging.${kind}`, account_id: '10' },
      actor: { role: 'system', provider_id: '10' },
      payload: item,
    });
  });

  it('are posts and comments, by their author, at their time', () => {
    const value = { verb: 'add', from: { id: '72', name: 'Ben' }, created_time: 1794924000 };
    const [comment] = draftsOf(entry({ changes: [{ field: 'feed', value }] }));
    expect(comment).toMatchObject({
      thread: null,
      occurredAt: 1794924000000,
      origin: { event_type: 'changes.feed' },
      actor: { role: 'customer', provider_id: '72', name: 'Ben' },
      payload: value,
    });
    const own = { field: 'feed', value: { ...value, from: { id: '10' } } };
    expect(draftsOf(entry({ changes: [own] }))[0]?.actor.role).toBe('system');
  });

  it('are an entry without events, and a change that is none', () => {
    expect(draftsOf(entry({}))[0]).toMatchObject({ origin: { event_type: 'entry' } });
    expect(draftsOf(entry({ changes: [5] }))[0]).toMatchObject({ payload: 5 });
  });

  it('are named by their content, whichever app is in control', () => {
    const key = (list: string, ref: string) =>
      draftsOf(entry({ [list]: [from({ optin: { ref } })] }))[0]?.fact.key;
    expect(key('standby', 'r')).toBe(key('messaging', 'r'));
    expect(key('messaging', 's')).not.toBe(key('messaging', 'r'));
  });
});

describe('customer feedback', () => {
  const feedback = (questions: object) => ({
    messaging_feedback: { feedback_screens: [{ screen_id: 0, questions }] },
  });

  it('is a rating for each question with a score', () => {
    const events = eventsFrom(
      feedback({
        a: { type: 'csat', payload: '4', follow_up: { payload: 'nice' } },
        b: { type: 'nps', payload: '0' },
        c: { type: 'ces', payload: '7' },
        d: { type: 'free_form', payload: 'hm' },
      }),
    );
    expect(events.map(({ rating, metadata }) => [metadata?.question, rating])).toEqual([
      ['a', { score: 4, scale: 5, comment: 'nice' }],
      ['b', { score: 0, scale: 10 }],
      ['c', { score: 7, scale: 7 }],
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  });

  it('without a score is kept whole', () => {
    expect(
      eventsOf(messaging(from(feedback({ d: { type: 'free_form', payload: 'hm' } })))),
    ).toEqual([expect.objectContaining({ type: 'ProviderEvent' })]);
  });
});
