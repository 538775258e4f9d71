import { postTestEvent, testEvent } from './test-event.ts';
import { type Hop, made, Trouble, within } from './visit.ts';

/** Seconds until the bus must have delivered: a new rule takes up to a minute to be heard of. */
const BUS_DEADLINE = 90;

/** Seconds after which another event is sent, since a rule does not see what came before it. */
const NEXT_EVENT = 10;

/** Seconds until the lake must have an event. */
const LAKE_DEADLINE = 15;

/** The hop before all others. */
export const PARTS: Hop = {
  name: 'parts',
  advice: {
    machine: 'Mend the file that CONFIG names.',
    stage: 'See the events of the stack in CloudFormation for the reason, then deploy again.',
  },
  check: async ({ deployment }) => {
    const { good, text } = await deployment.probes.parts();
    if (!good) throw new Trouble(text);
    return text;
  },
};

/** The hops behind the log: what becomes of an event once it is stored. */
export const INNER_HOPS: readonly Hop[] = [
  {
    name: 'bus',
    advice: {
      machine: 'Look for bus_refused and target_failed in what the server prints.',
      stage: 'Look for bus_refused in the log of the fanout function, and at its alarms.',
    },
    check: async (visit) => {
      const { deployment, run, now } = visit;
      const source = made(visit.source, 'source');
      made(visit.sent, 'event');
      const listener = deployment.probes.busListener(run);
      visit.temporary.push({ what: `the rule ${run} of the bus`, remove: listener.stop });
      await listener.start();
      const sent = new Map<string, number>();
      let due = now();
      const delivered = await within(BUS_DEADLINE, visit, async () => {
        if (now() >= due) {
          const event = testEvent(`${run}-${sent.size + 2}`, now());
          await postTestEvent(deployment, source, event.body);
          sent.set(event.id, now());
          due = now() + NEXT_EVENT * 1000;
        }
        return (await listener.received()).find((id) => sent.has(id)) ?? null;
      });
      if (!delivered) throw new Trouble(`a rule got no event within ${BUS_DEADLINE} s`);
      const seconds = (now() - (sent.get(delivered) ?? 0)) / 1000;
      return `a rule's target got an event after ${seconds.toFixed(1)} s`;
    },
  },
  {
    name: 'lake',
    advice: {
      machine: 'Look for lake_refused and lake_conversion_failed in what the server prints.',
      stage: 'Look at the stream in Firehose: a stream that is not ACTIVE takes no events.',
    },
    check: async (visit) => {
      const { id } = made(visit.logged, 'event');
      const finding = await within(LAKE_DEADLINE, visit, () => visit.deployment.probes.lake(id));
      if (!finding) throw new Trouble(`SQL does not find the event within ${LAKE_DEADLINE} s`);
      if (!finding.good) throw new Trouble(finding.text);
      return finding.text;
    },
  },
  {
    name: 'queues',
    advice: {
      machine:
        'Look at the files below DATA_DIR, and for bus_refused and lake_refused in what the server prints.',
      stage: 'docs/runbook.md says what to do, at retriesdeadletters and automationdeadletters.',
    },
    check: async ({ deployment }) => {
      const depths = await deployment.probes.queues();
      const waiting = depths.filter((queue) => queue.waiting > 0);
      const text = waiting.map((queue) => `${queue.waiting} in ${queue.name}`).join(', ');
      if (waiting.length > 0) throw new Trouble(`events wait or were given up: ${text}`);
      return `0 events in ${depths.length} queues of retries and dead letters`;
    },
  },
];
