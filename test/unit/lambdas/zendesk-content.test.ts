import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { completeEvent } from '../../../core/events/draft.ts';
import { conversationEvent } from '../../../core/events/event.ts';
import { sunshineConversations } from '../../../core/providers/sunshine-conversations/index.ts';
import { messageContent } from '../../../lambdas/query/zendesk/content.ts';
import { testIdentity } from '../../support/events.ts';

/** The content of an example message as the vendor sent it, and as Zendesk's route gives it. */
function contentsOf(name: string) {
  const path = `core/providers/sunshine-conversations/examples/conversation-message-${name}.json`;
  const body = JSON.parse(readFileSync(path, 'utf8'));
  const [unit] = sunshineConversations.read({
    method: 'POST',
    url: 'https://log.example/',
    headers: {},
    query: {},
    body: Buffer.from(JSON.stringify(body)),
  });
  const [draft] = sunshineConversations.normalize(unit, {});
  if (!draft) throw new Error(`${name} is no message`);
  const { event } = completeEvent(draft, draft.occurredAt ?? 0, {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'sunshine-conversations',
    deliveryId: 'dlv',
    identity: testIdentity,
  });
  const recorded = conversationEvent.parse({ ...event, recorded_at: event.occurred_at });
  const saying = {
    kind: 'message',
    event: recorded,
    files: [],
    deleted: false,
    hidden: false,
  } as const;
  return { sent: body.events[0].payload.message.content, given: messageContent(saying) };
}

describe('the content of a message', () => {
  it.each([
    'text',
    'image',
    'file',
    'audio',
    'location',
    'list',
    'carousel',
    'form',
    'form-response',
  ])('of kind %s says nothing but what Sunshine Conversations sent, in its words', (name) => {
    const { sent, given } = contentsOf(name);
    expect(sent).toMatchObject(given);
    expect(Object.keys(given).length).toBeGreaterThan(1);
  });

  it('keeps what matters of each kind', () => {
    expect(Object.keys(contentsOf('image').given)).toEqual(
      expect.arrayContaining(['mediaUrl', 'mediaType', 'mediaSize', 'attachmentId']),
    );
    expect(contentsOf('carousel').given).toMatchObject({ items: [{ title: 'Lisboa' }, {}] });
    expect(contentsOf('location').given).toMatchObject({
      coordinates: { lat: expect.any(Number) },
    });
    expect(contentsOf('form-response').given).toMatchObject({ type: 'formResponse' });
    expect(contentsOf('template').given).toMatchObject({
      type: 'template',
      template: { name: expect.any(String), language: { code: expect.any(String) } },
    });
  });

  it('has actions under their types, as the log documents quick replies', () => {
    const { sent, given } = contentsOf('actions');
    const actions = given.actions as readonly object[];
    expect(actions).toHaveLength(sent.actions.length);
    expect(actions[0]).toEqual({ reply: { text: 'Talk to a person', payload: 'ROUTE_PERSON' } });
    const types = sent.actions.map(({ type }: { readonly type: string }) => type);
    expect(actions.flatMap((action) => Object.keys(action))).toEqual(types);
  });

  it('of a kind that is not known has the vendor’s type and its text', () => {
    const { sent, given } = contentsOf('unsupported');
    expect(given).toEqual({ type: sent.type, text: sent.text ?? '' });
  });
});
