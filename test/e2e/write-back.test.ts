import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { eventList } from '../../core/api/schemas.ts';
import { conversationEvent } from '../../core/events/event.ts';
import { eventually } from '../support/eventually.ts';
import { startApp } from '../support/running-app.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { sendWebhook, sunshineMessage } from '../support/webhooks.ts';

const SPAM = { label: 'spam', score: 0.97, model: 'test' };

const busEvent = z.object({ detail: conversationEvent });

/** An automation of the operator: a target over HTTP that hands every event to `act`. */
async function automation(act: (event: z.infer<typeof conversationEvent>) => Promise<unknown>) {
  const server: Server = createServer(async (request, response) => {
    const text = Buffer.concat(await Array.fromAsync(request)).toString();
    await act(busEvent.parse(JSON.parse(text)).detail);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

describe('marking as spam and closing', () => {
  it('works from a message to the closed conversation, by rules alone', async () => {
    await withTempFolder(async (folder) => {
      const append = { post: async (_conversation: string, _body: object) => 0 };
      const model = await automation(({ id, conversation_id }) => {
        const annotation = { type: 'ConversationAnnotated', annotation: SPAM };
        return append.post(conversation_id, { ...annotation, id: `spam-${id}` });
      });
      const closer = await automation(({ id, conversation_id }) => {
        const change = { reason: 'spam' };
        return append.post(conversation_id, {
          type: 'ConversationClosed',
          change,
          id: `close-${id}`,
        });
      });
      const sure = { annotation: { label: ['spam'], score: [{ numeric: ['>', 0.9] }] } };
      const app = await startApp(join(folder, 'data'), [
        {
          name: 'classify',
          event_pattern: { 'detail-type': ['MessageReceived'] },
          targets: [{ id: 'model', type: 'http', url: model.url }],
        },
        {
          name: 'close-spam',
          event_pattern: { 'detail-type': ['ConversationAnnotated'], detail: sure },
          targets: [{ id: 'closer', type: 'http', url: closer.url }],
        },
      ]);
      append.post = async (conversation, body) => {
        const headers = {
          authorization: `Bearer ${app.apiKey}`,
          'content-type': 'application/json',
        };
        const url = `${app.url}/v1/conversations/${conversation}/events`;
        const sent = { method: 'POST', headers, body: JSON.stringify(body) };
        return (await fetch(url, sent)).status;
      };

      await sendWebhook(app.url, 'sunshine-conversations', sunshineMessage('m1'));
      const events = await eventually(async () => {
        const { data } = eventList.parse((await app.get('/v1/events')).body);
        return data.some(({ type }) => type === 'ConversationClosed') ? data : undefined;
      });
      expect(events.map(({ type }) => type)).toEqual([
        'MessageReceived',
        'ConversationAnnotated',
        'ConversationClosed',
      ]);
      expect(new Set(events.map(({ conversation_id }) => conversation_id)).size).toBe(1);
      expect(events[2]).toMatchObject({
        change: { status: 'closed', reason: 'spam' },
        origin: { provider: 'api', event_id: `close-${events[1]?.id}` },
        channel: { type: 'web' },
      });
      // A target may be told twice: it closes once.
      const twice = { type: 'ConversationClosed', change: { reason: 'spam' } };
      const id = `close-${events[1]?.id}`;
      expect(await append.post(events[0]?.conversation_id ?? '', { ...twice, id })).toBe(200);
      await app.stop();
      for (const { server } of [model, closer]) {
        server.close();
        server.closeAllConnections();
      }
    });
  });
});
