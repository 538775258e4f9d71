import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Deployment, Probes } from '../../../../local/deployment/deployment.ts';
import { INNER_HOPS } from '../../../../local/doctor/inner-hops.ts';
import {
  examine,
  type Hop,
  made,
  Trouble,
  type Visit,
  within,
} from '../../../../local/doctor/visit.ts';

const unused = () => Promise.reject(new Error('not to be called'));

/** A deployment that has nothing but what is given. */
function deployment(parts: Partial<Omit<Deployment, 'probes'>> & { probes?: Partial<Probes> }) {
  const store = { addSource: unused, removeSource: unused, replaceSource: unused };
  const probes = { parts: unused, lake: unused, queues: unused };
  const whole: Deployment = {
    place: 'machine',
    title: '',
    option: '',
    defaultTenant: 'local',
    url: '',
    publicUrl: '',
    sources: { ...store, source: unused, sources: unused },
    apiKeys: { apiKey: unused, apiKeys: unused, addApiKey: unused, revokeApiKey: unused },
    secrets: { seal: unused, open: unused },
    apiKeyPepper: unused,
    ...parts,
    probes: {
      ...probes,
      busListener: () => ({ start: unused, received: unused, stop: unused }),
      ...parts.probes,
    },
  };
  return whole;
}

/** A visit whose clock moves when it waits. */
function visitTo(visited = deployment({})) {
  const clock = { now: Date.UTC(2026, 10, 23), stopped: false };
  const visit: Visit = {
    deployment: visited,
    run: 'doctor-1',
    temporary: [],
    now: () => clock.now,
    pause: async (milliseconds) => {
      clock.now += milliseconds;
    },
    stopped: () => clock.stopped,
  };
  const lines: string[] = [];
  const run = (...hops: Hop[]) => examine(hops, visit, (line) => lines.push(line));
  return { clock, visit, lines, run };
}

function hop(name: string, check: Hop['check']): Hop {
  return { name, check, advice: { machine: 'Do this.', stage: 'Do that.' } };
}

const bad = hop('bad', () => Promise.reject(new Trouble('it is broken')));
const resting = hop('resting', async ({ version }) => made(version, 'API'));

describe('a visit of the doctor', () => {
  it('has a line for each hop: what was seen, what is wrong and what to do, or why not tried', async () => {
    const { lines, run } = visitTo();
    const good = hop('good', async () => 'fine');
    expect(await run(good, bad, resting, good)).toBe(false);
    expect(lines).toEqual([
      'ok       good       fine',
      'FAILED   bad        it is broken. Do this.',
      'skipped  resting    there is no API to go on with',
      'ok       good       fine',
    ]);
    expect(await visitTo().run(good)).toBe(true);
  });

  it('removes what is temporary, the newest first, whatever failed; and says what is still there', async () => {
    const { visit, lines, run } = visitTo();
    const removed: string[] = [];
    const makes = (what: string, remove: () => Promise<unknown>) =>
      hop(what, async ({ temporary }) => {
        temporary.push({ what, remove });
        throw new Trouble('after that');
      });
    const good = await run(
      makes('first', async () => removed.push('first')),
      makes('second', () => Promise.reject(new Error('denied'))),
      makes('third', async () => removed.push('third')),
    );
    expect([good, removed]).toEqual([false, ['third', 'first']]);
    expect(lines.at(-1)).toBe('FAILED   clean up   second is still there: denied. Remove it.');
    expect(visit.temporary).toEqual([]);
  });

  it('that is told to stop tries nothing more, and cleans up', async () => {
    const { clock, lines, run } = visitTo();
    const removed: string[] = [];
    const stops = hop('stops', async ({ temporary }) => {
      temporary.push({ what: 'it', remove: async () => removed.push('it') });
      clock.stopped = true;
      return 'stopping';
    });
    expect(await run(stops, bad)).toBe(false);
    expect([lines.at(-1), removed]).toEqual(['skipped  bad        stopped', ['it']]);
  });

  it('looks until there is something to see, and no longer than it may', async () => {
    const { clock, visit } = visitTo();
    let looks = 0;
    expect(await within(10, visit, async () => (++looks === 3 ? 'seen' : null))).toBe('seen');
    const began = clock.now;
    expect(await within(10, visit, async () => null)).toBeNull();
    expect(clock.now - began).toBe(10_000);
  });
});

describe('the hop of the bus', () => {
  it('sends events until one is delivered, and gives up after 90 seconds', async () => {
    const posted: string[] = [];
    const server = createServer(async (request, response) => {
      posted.push(JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString()).id);
      const counts = { appended: 1, duplicates: 0, queued: 0, quarantined: 0, skipped: 0 };
      response.end(JSON.stringify(counts));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const bus = INNER_HOPS.filter(({ name }) => name === 'bus');
    const visitWith = async (received: () => Promise<readonly string[]>) => {
      const calls: string[] = [];
      const call = (name: string) => async () => void calls.push(name);
      const listener = { start: call('start'), received, stop: call('stop') };
      const probes = { busListener: () => listener };
      const { visit, lines, run } = visitTo(deployment({ publicUrl, probes }));
      visit.source = { id: 'doctor-1', secret: 's' };
      visit.sent = { id: 'doctor-1-1', time: '', body: Buffer.of() };
      await run(...bus);
      return { calls, lines };
    };
    const heard = await visitWith(async () => posted.slice(2));
    expect(heard.lines).toEqual([expect.stringMatching(/^ok +bus /)]);
    expect(posted).toEqual(['doctor-1-2', 'doctor-1-3', 'doctor-1-4']);
    const silent = await visitWith(async () => []);
    expect(silent.lines).toEqual([expect.stringMatching(/^FAILED +bus .*90 s/)]);
    expect([heard.calls, silent.calls]).toEqual([
      ['start', 'stop'],
      ['start', 'stop'],
    ]);
    server.close();
    server.closeAllConnections();
  });
});
