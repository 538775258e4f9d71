import type { Action, Content, ContentItem } from '../../events/content.ts';
import { entryOf } from '../table-entry.ts';
import { jsonOf } from './json-text.ts';
import { type Template, template, templateResponse } from './payload.ts';

/** A content, and whether it says all that the item does. */
export interface Said {
  readonly content: Content;
  readonly complete: boolean;
}

type Kind = Extract<Content, { type: 'structured' }>['kind'];

const KINDS: Readonly<Record<string, Kind>> = {
  ListPicker: 'list',
  Panel: 'list',
  TimePicker: 'list',
  QuickReply: 'quick_replies',
  Carousel: 'carousel',
};

type Element = NonNullable<Template['data']['content']['elements']>[number];

/**
 * An interactive message; `null` where its text is no template.
 * Source: Amazon Connect Administrator Guide, "Interactive messages".
 */
export function templateContent(text: string): Said | null {
  const parsed = template.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { templateType, data } = parsed.data;
  const { title, subtitle, elements = [], timeslots = [] } = data.content;
  const kind = entryOf(KINDS, templateType) ?? 'template';
  const choices = [...elements, ...timeslots];
  const prompt = [title, subtitle].filter(Boolean).join('\n') || undefined;
  const content: Content = {
    type: 'structured',
    kind,
    text: prompt,
    ...(kind === 'quick_replies'
      ? { actions: choices.map(replyOf) }
      : { items: choices.map(itemOf) }),
  };
  return { content, complete: kind !== 'template' };
}

/** What a customer chose or filled in. Its form is not documented, so the item is kept beside it. */
export function responseContent(text: string): Said | null {
  const parsed = templateResponse.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { templateType: _type, data, ...members } = parsed.data;
  const fields = Object.entries(members).flatMap(([name, value]) => {
    return typeof value === 'string' && name !== 'version' ? [{ name, value }] : [];
  });
  const items = data?.content?.elements?.map(itemOf);
  const content: Content = {
    type: 'structured',
    kind: 'form_response',
    text: data?.content?.title,
    ...(fields.length > 0 && { fields }),
    ...(items && { items }),
  };
  return { content, complete: false };
}

/** An element, a slot of time, or a card of a carousel, which is a template of its own. */
function itemOf({ data, ...plain }: Element): ContentItem {
  const { title, subtitle, imageData, url, date } = { ...plain, ...data?.content };
  const choices = data?.content.elements?.map(replyOf);
  const links: Action[] = url === undefined ? [] : [{ type: 'link', text: title, url }];
  const actions = [...(choices ?? []), ...links];
  return {
    title: title ?? date,
    description: subtitle,
    media_url: imageData,
    ...(actions.length > 0 && { actions }),
  };
}

function replyOf({ title, date }: Element): Action {
  return { type: 'reply', text: title ?? date };
}
