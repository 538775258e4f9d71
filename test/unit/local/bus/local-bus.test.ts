import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { BusEntry } from '../../../../core/bus/event-publisher.ts';
import { LocalBus } from '../../../../local/bus/local-bus.ts';
import { rulesSchema } from '../../../../local/bus/rules.ts';
import { type Deliver, targetsBelow } from '../../../../local/bus/targets.ts';
import { keptLog } from '../../../support/logs.ts';
import { withTempFolder } from '../../../support/temp-folder.ts';

const START = Date.UTC(2026, 10, 23);

const received: BusEntry = {
  id: '01KAV9FT0000009M9DBWJB34SK',
  detailType: 'MessageReceived',
  detail: '{"type":"MessageReceived","message":{"id":"m1"}}',
  time: '2026-11-23T09:30:00.123Z',
};

const file = (id: string) => ({ id, type: 'file', path: `targets/${id}.ndjson` });
const rules = rulesSchema.parse([
  {
    name: 'received',
    event_pattern: { 'detail-type': ['MessageReceived'] },
    targets: [file('a'), file('b')],
  },
  {
    name: 'closed',
    event_pattern: { 'detail-type': ['ConversationClosed'] },
    targets: [file('c')],
  },
]);

/** A bus with a clock that is set by hand and targets that fail as told. */
function busIn(dataDir: string, deliver: Deliver, clock = { now: START }) {
  const { log, lines } = keptLog();
  return {
    bus: new LocalBus({ rules, dataDir, deliver, log, now: () => clock.now }),
    clock,
    lines,
  };
}

const filesIn = (folder: string) => readdir(folder).catch(() => []);

describe('the bus of one machine', () => {
  it('hands an event, in its envelope, to every target of the rules it matches', async () => {
    await withTempFolder(async (dataDir) => {
      const { bus } = busIn(dataDir, targetsBelow(dataDir));
      expect(await bus.publish([received])).toEqual([]);
      expect(await readdir(join(dataDir, 'targets'))).toEqual(['a.ndjson', 'b.ndjson']);
      const event = JSON.parse(await readFile(join(dataDir, 'targets/a.ndjson'), 'utf8'));
      expect(event).toMatchObject({
        version: '0',
        source: 'conversation-log',
        'detail-type': 'MessageReceived',
        time: '2026-11-23T09:30:00Z',
        resources: ['conversation-log:event:01KAV9FT0000009M9DBWJB34SK'],
        detail: { type: 'MessageReceived', message: { id: 'm1' } },
      });
    });
  });

  it('refuses what is not an event, and takes the others of the batch', async () => {
    await withTempFolder(async (dataDir) => {
      const { bus } = busIn(dataDir, targetsBelow(dataDir));
      const malformed = { ...received, detail: '{' };
      const tooLarge = { ...received, detail: `"${'x'.repeat(1024 * 1024)}"` };
      expect(await bus.publish([malformed, received, tooLarge])).toEqual([
        { index: 0, code: 'malformed_detail' },
        { index: 2, code: 'entry_too_large' },
      ]);
      const lines = (await readFile(join(dataDir, 'targets/a.ndjson'), 'utf8')).trim().split('\n');
      expect(lines).toHaveLength(1);
    });
  });

  it('keeps what a target did not take and tries again, also after a restart', async () => {
    await withTempFolder(async (dataDir) => {
      const got: string[] = [];
      let broken = true;
      const deliver: Deliver = async ({ id }) => {
        if (id === 'b' && broken) throw new Error('down');
        got.push(id);
      };
      const first = busIn(dataDir, deliver);
      expect(await first.bus.publish([received])).toEqual([]);
      expect(got).toEqual(['a']);

      const restarted = busIn(dataDir, deliver, first.clock);
      await restarted.bus.retry();
      expect(got).toEqual(['a']);
      first.clock.now += 1_000;
      await restarted.bus.retry();
      expect(got).toEqual(['a']);
      broken = false;
      first.clock.now += 2_000;
      await restarted.bus.retry();
      expect(got).toEqual(['a', 'b']);
      expect(await filesIn(join(dataDir, 'bus/retries'))).toEqual([]);
    });
  });

  it('gives up after a day and keeps the dead letter', async () => {
    await withTempFolder(async (dataDir) => {
      const { bus, clock } = busIn(dataDir, async () => {
        throw new Error('down');
      });
      await bus.publish([received]);
      clock.now += 24 * 60 * 60 * 1000;
      await bus.retry();
      expect(await filesIn(join(dataDir, 'bus/retries'))).toEqual([]);
      expect(await filesIn(join(dataDir, 'bus/dead-letters'))).toHaveLength(2);
    });
  });

  it('says nothing of an event in its log', async () => {
    await withTempFolder(async (dataDir) => {
      const { bus, lines } = busIn(dataDir, async () => {
        throw new Error('refused: m1');
      });
      await bus.publish([received]);
      expect(lines).toHaveLength(2);
      for (const line of lines) expect(line).not.toContain('m1');
    });
  });
});

describe('a target over HTTP', () => {
  it('gets the event as JSON, and must answer well', async () => {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      bodies.push(Buffer.concat(await Array.fromAsync(request)).toString());
      response.writeHead(request.headers['x-token'] === 'let me in' ? 204 : 403).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const target = { id: 't', type: 'http', url } as const;
    const deliver = targetsBelow('unused');
    await deliver({ ...target, headers: { 'x-token': 'let me in' } }, '{"a":1}');
    await expect(deliver(target, '{"a":2}')).rejects.toThrow('403');
    expect(bodies).toEqual(['{"a":1}', '{"a":2}']);
    server.close();
    server.closeAllConnections();
    await expect(deliver(target, '{"a":3}')).rejects.toThrow();
  });
});

describe('rules', () => {
  it('are refused with the reason when their pattern is not understood', () => {
    const rule = { name: 'x', event_pattern: { a: [{ regex: '.' }] }, targets: [file('a')] };
    expect(rulesSchema.safeParse([rule]).error?.message).toContain('unknown operator regex');
  });

  it.each(['/etc/passwd', '../x', 'a/../../x', '~/x', ''])('cannot write to %j', (path) => {
    const targets = [{ id: 'a', type: 'file', path }];
    const rule = { name: 'x', event_pattern: { a: [1] }, targets };
    expect(rulesSchema.safeParse([rule]).success).toBe(false);
  });
});
