import * as z from 'zod';
import { LogError } from '../../events/errors.ts';
import type { SourceOptions } from '../adapter.ts';

/** Options of a source. */
export const options = z.strictObject({
  /** The topics that may send notifications; without the option any that knows the secret. */
  topic_arns: z.array(z.string().startsWith('arn:')).min(1).optional(),
});

/**
 * Whether a topic may send to a source.
 * @throws LogError `invalid_settings` when the options are not of their schema
 */
export function isAllowedTopic(topicArn: string, given: SourceOptions = {}): boolean {
  const parsed = options.safeParse(given);
  if (!parsed.success) throw new LogError('invalid_settings', 'The source has invalid options.');
  return parsed.data.topic_arns?.includes(topicArn) ?? true;
}
