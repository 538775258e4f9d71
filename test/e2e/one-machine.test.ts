import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { conversationList, eventList } from '../../core/api/schemas.ts';
import { conversationEvent } from '../../core/events/event.ts';
import { startLocalApp } from '../../local/app.ts';
import { localSettings } from '../../local/settings.ts';
import { keptLog } from '../support/logs.ts';
import { startApp } from '../support/running-app.ts';
import { withTempFolder } from '../support/temp-folder.ts';
import { sendWebhook, sunshineMessage } from '../support/webhooks.ts';

const provider = 'sunshine-conversations';
const received = { 'detail-type': ['MessageReceived'] };

describe('one machine', () => {
  it('takes a webhook to the log API and to the target of a rule, once', async () => {
    await withTempFolder(async (folder) => {
      const target = { id: 'file', type: 'file', path: 'targets/received.ndjson' };
      const rules = [{ name: 'received', event_pattern: received, targets: [target] }];
      const app = await startApp(join(folder, 'data'), rules);
      const appended = { appended: 1, duplicates: 0, queued: 0, quarantined: 0, skipped: 0 };
      const first = await sendWebhook(app.url, provider, sunshineMessage('m1'));
      expect(first).toEqual({ status: 200, answer: appended });

      const list = eventList.parse((await app.get('/v1/events?from=2026-11-23&limit=5')).body);
      const [event] = list.data;
      expect(list.data).toHaveLength(1);
      expect(event).toMatchObject({
        type: 'MessageReceived',
        tenant_id: 'local',
        message: { id: 'm1' },
      });
      expect((await app.get(`/v1/events/${event?.id}`)).body).toEqual(event);
      const ofConversation = await app.get(`/v1/conversations/${event?.conversation_id}/events`);
      expect(eventList.parse(ofConversation.body).data).toEqual([event]);

      const again = await sendWebhook(app.url, provider, sunshineMessage('m1'));
      expect(again.answer).toEqual({ ...appended, appended: 0, duplicates: 1 });
      await app.drained();
      const lines = await readFile(join(folder, 'data', target.path), 'utf8');
      const [onBus, ...others] = lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(onBus).toMatchObject({
        source: 'conversation-log',
        'detail-type': 'MessageReceived',
        detail: event,
      });
      expect(others).toEqual([]);
      await app.stop();
    });
  });

  it('opens a WhatsApp conversation at its first message, and lists it', async () => {
    await withTempFolder(async (folder) => {
      const all = { 'detail-type': ['ConversationOpened', 'CustomerJoined', 'MessageReceived'] };
      const target = { id: 'file', type: 'file', path: 'targets/all.ndjson' };
      const rules = [{ name: 'all', event_pattern: all, targets: [target] }];
      const app = await startApp(join(folder, 'data'), rules);
      const example = 'core/providers/whatsapp/examples/message-text.json';
      await sendWebhook(app.url, 'whatsapp', JSON.parse(await readFile(example, 'utf8')));
      await app.drained();
      const [summary] = conversationList.parse((await app.get('/v1/conversations')).body).data;
      expect(summary).toMatchObject({
        status: 'open',
        channel: { type: 'whatsapp' },
        episode_count: 1,
        messages_received: 1,
      });
      const own = await app.get(`/v1/conversations/${summary?.conversation_id}/events`);
      const types = eventList.parse(own.body).data.map(({ type, derived }) => [type, derived]);
      expect(types).toEqual([
        ['ConversationOpened', true],
        ['CustomerJoined', true],
        ['MessageReceived', undefined],
      ]);
      const lines = await readFile(join(folder, 'data', target.path), 'utf8');
      expect(lines.trim().split('\n')).toHaveLength(3);
      await app.stop();
    });
  });

  it('has an event at a target over HTTP within a second', async () => {
    const arrived = Promise.withResolvers<string>();
    const server = createServer(async (request, response) => {
      arrived.resolve(Buffer.concat(await Array.fromAsync(request)).toString());
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await withTempFolder(async (folder) => {
      const targets = [{ id: 'http', type: 'http', url }];
      const app = await startApp(join(folder, 'data'), [
        { name: 'r', event_pattern: received, targets },
      ]);
      const sent = performance.now();
      await sendWebhook(app.url, provider, sunshineMessage('m1'));
      expect(JSON.parse(await arrived.promise).detail.message.id).toBe('m1');
      expect(performance.now() - sent).toBeLessThan(1_000);
      await app.stop();
    });
    server.close();
    server.closeAllConnections();
  });

  it('answers what is unreadable as documented, and never with a stack', async () => {
    await withTempFolder(async (folder) => {
      const app = await startApp(join(folder, 'data'));
      const post = async (
        path: string,
        body: string | Uint8Array<ArrayBuffer>,
        type = 'application/json',
      ) => {
        const headers = { 'content-type': type, 'x-api-key': `local-${provider}-secret` };
        const response = await fetch(app.url + path, { method: 'POST', headers, body });
        const text = await response.text();
        expect(text).not.toMatch(/node:|\.ts|Error/);
        return response.status;
      };
      const source = `/v1/ingest/${provider}`;
      expect(await post(source, '{"events":')).toBe(200);
      expect(await post(source, '')).toBe(200);
      expect(await post(source, '[1,2]')).toBe(200);
      expect(await post(source, 'a=b', 'application/x-www-form-urlencoded')).toBe(200);
      expect(await post(source, new Uint8Array([255, 0, 254]), 'image/png')).toBe(200);
      const odd = {
        ...sunshineMessage('m1'),
        events: [{ id: 'e', type: 'conversation:dance', payload: {} }],
      };
      expect(await post(source, JSON.stringify(odd))).toBe(200);
      expect(await post('/v1/ingest/nobody', '{}')).toBe(404);
      expect(await post('/v1/events', '{}')).toBe(405);
      const tooLarge = post(source, new Uint8Array(6 * 1024 * 1024 + 1)).catch(() => 'closed');
      expect([413, 'closed']).toContain(await tooLarge);
      const { data } = eventList.parse((await app.get('/v1/events')).body);
      expect(data.map(({ type }) => type)).toEqual(['ProviderEvent']);
      await app.stop();
    });
  });

  it('starts again on the same data, with the same key, sources and ids', async () => {
    await withTempFolder(async (folder) => {
      const dataDir = join(folder, 'data');
      const first = await startApp(dataDir);
      await sendWebhook(first.url, provider, sunshineMessage('m1'));
      const before = await first.get('/v1/events');
      await first.stop();
      const second = await startApp(dataDir);
      expect(second.apiKey).toBe(first.apiKey);
      expect(await second.get('/v1/events')).toEqual(before);
      const { answer } = await sendWebhook(second.url, provider, sunshineMessage('m1'));
      expect(answer).toMatchObject({ appended: 0, duplicates: 1 });
      await second.stop();
    });
  });

  it('cannot be reached from outside with the secrets that everyone knows', async () => {
    await withTempFolder(async (folder) => {
      const settings = localSettings({
        HOST: '0.0.0.0',
        PORT: '0',
        DATA_DIR: join(folder, 'data'),
      });
      const refused = { code: 'invalid_settings', message: expect.stringContaining(provider) };
      await expect(startLocalApp(settings, keptLog().log)).rejects.toMatchObject(refused);
    });
  });

  it('writes no text of a message and no secret into its log', async () => {
    await withTempFolder(async (folder) => {
      const app = await startApp(join(folder, 'data'));
      await sendWebhook(app.url, provider, sunshineMessage('m1'));
      const list = z
        .object({ data: z.array(conversationEvent) })
        .parse((await app.get('/v1/events')).body);
      await app.stop();
      const log = app.lines.join('\n');
      expect(log).toContain('"route":"GET /v1/events"');
      for (const hidden of [
        'order',
        'secret',
        'Ada',
        app.apiKey,
        list.data[0]?.conversation_id ?? '',
      ]) {
        expect(log).not.toContain(hidden);
      }
    });
  });
});
