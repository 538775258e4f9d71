import type { Action, ContentField, ContentItem } from '../../events/content.ts';
import { type Block, block, type Element, type Words } from './block-payload.ts';
import type { Attachment } from './files.ts';
import { richText } from './rich-text.ts';

/** What the blocks of a message hold. */
export interface BlockParts {
  /** What they say, in their order; empty when they are but the formatted text of the message. */
  readonly text: string;
  readonly actions: readonly Action[];
  /** The choices of their menus. */
  readonly options: readonly ContentItem[];
  /** What they ask for. */
  readonly fields: readonly ContentField[];
  readonly images: readonly Attachment[];
}

type Blocks = readonly unknown[] | null | undefined;
type Open = { [Part in Exclude<keyof BlockParts, 'text'>]: BlockParts[Part][number][] } & {
  readonly lines: string[];
};

const NOTHING: BlockParts = { text: '', actions: [], options: [], fields: [], images: [] };

/**
 * Takes Block Kit apart. What a person types comes as one `rich_text` block beside the same in
 * `text`, and is then not looked at. Source: docs.slack.dev, "Block Kit blocks".
 */
export function blockParts(own: Blocks, ofCards: readonly unknown[]): BlockParts {
  const blocks = [...(own ?? []), ...ofCards];
  if (blocks.every(isRichText)) return NOTHING;
  const open: Open = { lines: [], actions: [], options: [], fields: [], images: [] };
  for (const each of blocks) {
    if (isRichText(each)) open.lines.push(richText(each));
    else addBlock(open, block.safeParse(each).data);
  }
  const { lines, ...parts } = open;
  return { ...parts, text: lines.filter(Boolean).join('\n') };
}

function isRichText(value: unknown): boolean {
  return value !== null && typeof value === 'object' && Reflect.get(value, 'type') === 'rich_text';
}

function addBlock(open: Open, read: Block | undefined): void {
  if (!read) return;
  const { type, text, fields = [], elements = [], accessory, element } = read;
  open.lines.push(wordsOf(text), ...fields.map(wordsOf));
  if (type === 'image') open.images.push(imageOf(read));
  if (type === 'video') open.images.push(videoOf(read));
  if (type === 'input') open.fields.push(fieldOf(read, element));
  if (type === 'context') {
    const words = elements.map((each) => wordsOf(each.text));
    open.lines.push(words.filter(Boolean).join(' '));
  }
  if (type === 'actions') for (const each of elements) addElement(open, each);
  if (accessory) addElement(open, accessory);
}

function addElement(open: Open, element: Element): void {
  const { type, action_id: id, text, placeholder, url, value, image_url, alt_text } = element;
  const options = optionsOf(element);
  if (type === 'image') open.images.push({ type: 'image', url: image_url, caption: alt_text });
  else if (options.length > 0) open.options.push(...options);
  else if (url) open.actions.push({ type: 'link', id, text: wordsOf(text) || undefined, url });
  else {
    const label = wordsOf(text) || wordsOf(placeholder) || undefined;
    open.actions.push({ type: 'postback', id, text: label, payload: value });
  }
}

function optionsOf({ options, option_groups }: Element): readonly ContentItem[] {
  const all = options ?? option_groups?.flatMap((group) => group.options ?? []) ?? [];
  return all.map(({ text, description, value }) => ({
    id: value,
    title: wordsOf(text),
    description: wordsOf(description) || undefined,
  }));
}

function fieldOf({ block_id, label }: Block, element: Element | undefined): ContentField {
  const options = element && optionsOf(element);
  return {
    name: element?.action_id ?? block_id ?? '',
    label: wordsOf(label) || undefined,
    type: element?.type,
    options: options?.length
      ? options.map(({ id = '', title }) => ({ value: id, label: title }))
      : undefined,
  };
}

function imageOf({ image_url, slack_file, title, alt_text }: Block): Attachment {
  return {
    type: 'image',
    id: slack_file?.id,
    url: image_url ?? slack_file?.url,
    name: wordsOf(title) || undefined,
    caption: alt_text,
  };
}

function videoOf({ video_url, title, description }: Block): Attachment {
  return {
    type: 'video',
    url: video_url,
    name: wordsOf(title) || undefined,
    caption: wordsOf(description) || undefined,
  };
}

function wordsOf(words: Words): string {
  return typeof words === 'object' ? words.text : (words ?? '');
}
