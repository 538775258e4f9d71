import * as z from 'zod';
import { attachment, type Content } from '../../events/content.ts';
import type { DraftMessage } from '../../events/draft.ts';
import { safeParse } from '../../events/hot-schema.ts';
import type { Mapping } from './mapping.ts';
import { type Placed, valuesAt } from './path.ts';
import { oneOf, textOf, textsOf } from './rule.ts';

const FORMATS = ['plain', 'html', 'markdown'] as const;

/** A file as texts; one with an odd size or type is a file all the same. */
const file = attachment.extend({
  type: attachment.shape.type.optional().catch(undefined),
  size_bytes: z.coerce.number().int().nonnegative().optional().catch(undefined),
});

type Attachment = z.infer<typeof attachment>;

/**
 * The message of an event.
 * @param fallbackId the event's own id
 */
export function messageOf(
  placed: Placed,
  rules: Mapping['message'],
  fallbackId: string,
): DraftMessage {
  return {
    id: textOf(placed, rules?.id) ?? fallbackId,
    content: contentOf(placed, rules),
    quoted_message_id: textOf(placed, rules?.quoted_message_id),
    in_reply_to: textOf(placed, rules?.in_reply_to),
  };
}

function contentOf(placed: Placed, rules: Mapping['message']): Content | undefined {
  const files = attachmentsOf(placed, rules?.attachments);
  const text = textOf(placed, rules?.text);
  if (text === undefined) {
    const [first, ...others] = files;
    return first && others.length > 0 ? { ...first, attachments: others } : first;
  }
  const format = oneOf(FORMATS, textOf(placed, rules?.format)) ?? 'plain';
  const attachments = files.length > 0 ? files : undefined;
  return { type: 'text', text, format, attachments };
}

function attachmentsOf(
  { event, body }: Placed,
  rules: NonNullable<Mapping['message']>['attachments'],
): Attachment[] {
  if (!rules) return [];
  return valuesAt({ event, body }, rules.each).flatMap((value) => {
    const texts = textsOf({ event: value, body }, rules.file);
    if (!texts) return [];
    const read = safeParse(file, texts).data;
    return { ...read, type: read?.type ?? typeOf(texts.mime_type) };
  });
}

function typeOf(mimeType = ''): Attachment['type'] {
  const kind = mimeType.split('/', 1)[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}
