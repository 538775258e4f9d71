import { isDeepStrictEqual } from 'node:util';

/** How the deliveries of a provider that sends several events at once are taken apart and put together. */
export interface Grouping {
  /** The body as bodies of one event each; one that cannot be divided, as it is. */
  readonly split: (body: unknown) => readonly unknown[];
  /** Bodies of one event each as one of several; `null` where the provider would not send them together. */
  readonly join: (bodies: readonly unknown[]) => unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Events in one list of an envelope; those of one envelope go together. */
function inEnvelope(name: string): Grouping {
  return {
    split: (body) =>
      list(fields(body)[name]).map((event) => ({ ...fields(body), [name]: [event] })),
    join: (bodies) => {
      const [first, ...rest] = bodies.map((body) => ({ ...fields(body), [name]: [] }));
      if (rest.some((envelope) => !isDeepStrictEqual(envelope, first))) return null;
      return { ...first, [name]: bodies.flatMap((body) => list(fields(body)[name])) };
    },
  };
}

/** Events as the elements of an array. */
const array: Grouping = {
  split: (body) => (Array.isArray(body) ? body : [body]),
  join: (bodies) => (bodies.every(isCloudEventOrPlain) ? bodies : null),
};

/** A Standard Webhooks body has its id in a header, and is never an element. */
function isCloudEventOrPlain(body: unknown): boolean {
  return 'specversion' in fields(body) || !('data' in fields(body));
}

/** Meta's: entries, each with lists. */
function ofMeta(lists: (entry: Fields) => readonly Fields[]): Grouping {
  return {
    split: (body) => {
      return (Array.isArray(body) ? body : [body]).flatMap((delivery) => {
        const entries = list(fields(delivery).entry).flatMap((entry) => lists(fields(entry)));
        return entries.map((entry) => ({ ...fields(delivery), entry: [entry] }));
      });
    },
    join: inEnvelope('entry').join,
  };
}

function divided(holder: Fields, names: readonly string[]): readonly Fields[] {
  const held = names.filter((name) => list(holder[name]).length > 0);
  if (held.length === 0) return [holder];
  const rest = Object.fromEntries(Object.entries(holder).filter(([name]) => !held.includes(name)));
  return held.flatMap((name) => list(holder[name]).map((one) => ({ ...rest, [name]: [one] })));
}

const messaging = ofMeta((entry) => divided(entry, ['messaging', 'standby', 'changes']));

const VALUE_LISTS = [
  'messages',
  'statuses',
  'message_echoes',
  'user_preferences',
  'user_id_update',
  'calls',
];

const whatsapp = ofMeta((entry) => {
  return divided(entry, ['changes']).flatMap((single) => {
    const [change] = list(single.changes).map(fields);
    const values = divided(fields(change?.value), VALUE_LISTS);
    return values.map((value) => ({ ...single, changes: [{ ...change, value }] }));
  });
});

/** Providers that send several events at once. All others send one, and that is checked. */
export const GROUPINGS: Readonly<Record<string, Grouping>> = {
  cloudevents: array,
  generic: array,
  instagram: messaging,
  line: inEnvelope('events'),
  messenger: messaging,
  'sunshine-conversations': inEnvelope('events'),
  'twilio-conversations': {
    split: (body) => {
      const names = ['messages', 'participants', 'conversations'];
      return Array.isArray(body) ? body : divided(fields(body), names);
    },
    join: (bodies) => (bodies.every((body) => 'specversion' in fields(body)) ? bodies : null),
  },
  whatsapp,
};
