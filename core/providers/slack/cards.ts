import type { Action, ContentItem } from '../../events/content.ts';
import { type Card, card } from './block-payload.ts';
import { messageIdOf } from './place.ts';

/** What the attachments of the older kind hold. */
export interface Cards {
  readonly items: readonly ContentItem[];
  /** Blocks that stand in a card. */
  readonly blocks: readonly unknown[];
  /** What a message without a text says: what stands above a card, or the shared message. */
  readonly text: string;
  /** The shared message, by the log's id of it. */
  readonly shared: string | undefined;
}

const NONE: Cards = { items: [], blocks: [], text: '', shared: undefined };

/**
 * Takes attachments apart. The preview of a link is Slack's and says nothing of its own.
 * Source: docs.slack.dev, "Secondary message attachments".
 */
export function cardsOf(attachments: readonly unknown[] | null | undefined): Cards {
  if (!attachments || attachments.length === 0) return NONE;
  const read = attachments.flatMap((each) => card.safeParse(each).data ?? []);
  const share = read.find((each) => each.is_share);
  const own = read.filter((each) => !each.is_share && each.from_url === undefined);
  return {
    items: own.filter((each) => !each.blocks).map(itemOf),
    blocks: own.flatMap((each) => each.blocks ?? []),
    text: own.find((each) => each.pretext)?.pretext ?? share?.text ?? share?.fallback ?? '',
    shared:
      share?.channel_id && share.ts ? messageIdOf(share.channel_id, String(share.ts)) : undefined,
  };
}

function itemOf(read: Card): ContentItem {
  const { title, title_link: url, text, fallback, fields = [], image_url, thumb_url } = read;
  const lines = fields.map(({ title: name, value }) => [name, value].filter(Boolean).join(': '));
  const link: Action[] = url ? [{ type: 'link', text: title, url }] : [];
  const actions = [...link, ...(read.actions ?? []).map(actionOf)];
  return {
    title,
    description: [text, ...lines].filter(Boolean).join('\n') || fallback,
    media_url: image_url ?? thumb_url,
    actions: actions.length > 0 ? actions : undefined,
  };
}

function actionOf({ name, text, value, url }: NonNullable<Card['actions']>[number]): Action {
  if (url) return { type: 'link', text, url };
  return { type: 'postback', id: name, text, payload: value };
}
