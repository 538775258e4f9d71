import * as z from 'zod';
import { LogError } from '../../core/events/errors.ts';
import { compilePattern } from './pattern.ts';

const name = z.string().regex(/^[\w.-]{1,64}$/, 'letters, digits, . _ and -, at most 64');

const target = z.discriminatedUnion('type', [
  /** Appends the event as a line of JSON; the path is below DATA_DIR. */
  z.strictObject({
    id: name,
    type: z.literal('file'),
    path: z
      .string()
      .regex(/^[\w-][\w./-]*$/)
      .refine((path) => !path.split('/').includes('..')),
  }),
  /** Posts the event as JSON. */
  z.strictObject({
    id: name,
    type: z.literal('http'),
    url: z.url({ protocol: /^https?$/ }),
    headers: z.record(z.string(), z.string()).optional(),
  }),
]);

const pattern = z.record(z.string(), z.unknown()).check((context) => {
  try {
    compilePattern(context.value);
  } catch (error) {
    const message = error instanceof LogError ? error.message : 'not an event pattern';
    context.issues.push({ code: 'custom', input: context.value, message });
  }
});

/** The `rules` of config/local.json, in EventBridge's vocabulary. */
export const rulesSchema = z.array(
  z.strictObject({
    name,
    description: z.string().optional(),
    event_pattern: pattern,
    targets: z.array(target).min(1).max(5),
  }),
);

export type Rule = z.infer<typeof rulesSchema>[number];
export type Target = Rule['targets'][number];
