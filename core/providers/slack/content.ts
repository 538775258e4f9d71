import type { Content } from '../../events/content.ts';
import { type BlockParts, blockParts } from './blocks.ts';
import { type Cards, cardsOf } from './cards.ts';
import { filesOf } from './files.ts';
import type { Said } from './payload.ts';

/** What a message says, and the message that it shares, by the log's id of it. */
export interface SaidParts {
  readonly content: Content;
  readonly shared: string | undefined;
}

/** What a message says; `unsupported` under the given name where it says nothing that is known. */
export function saidIn(said: Said, name: string): SaidParts {
  const cards = cardsOf(said.attachments);
  const parts = blockParts(said.blocks, cards.blocks);
  return { content: contentOf(said, cards, parts, name), shared: cards.shared };
}

function contentOf(said: Said, cards: Cards, parts: BlockParts, name: string): Content {
  // What an app shows are its blocks: `text` is then what a notification says.
  const text = parts.text || said.text || cards.text || undefined;
  const files = [...filesOf(said.files), ...parts.images];
  const structured = structuredContent(parts, cards, text);
  if (structured) return { ...structured, ...extras(parts, files) };
  const [first, ...others] = files;
  if (first && (said.files?.length || text === undefined)) {
    return { ...first, caption: text ?? first.caption, ...extras(parts, others) };
  }
  if (text === undefined) return { type: 'unsupported', provider_type: name };
  return { type: 'text', text, format: 'markdown', ...extras(parts, files) };
}

/** Cards, choices, a form to fill in or buttons; `null` for a message that only says something. */
function structuredContent(parts: BlockParts, cards: Cards, text?: string): Content | null {
  const { fields, options, actions } = parts;
  if (fields.length > 0) return { type: 'structured', kind: 'form', text, fields: [...fields] };
  const items = [...options, ...cards.items];
  if (items.length > 0) {
    return { type: 'structured', kind: options.length > 0 ? 'list' : 'carousel', text, items };
  }
  return actions.length > 0 ? { type: 'structured', kind: 'buttons', text } : null;
}

function extras({ actions }: BlockParts, attachments: readonly BlockParts['images'][number][]) {
  return {
    ...(actions.length > 0 && { actions: [...actions] }),
    ...(attachments.length > 0 && { attachments: [...attachments] }),
  };
}
