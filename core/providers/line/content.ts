import type { Content } from '../../events/content.ts';
import { texts } from '../texts.ts';
import type { Message } from './payload.ts';

/** What a message says; `unsupported` where LINE's type is new, or lacks what it should have. */
export function contentOf(message: Message): Content {
  const { type, text, latitude, longitude } = message;
  switch (type) {
    case 'text':
      if (text !== undefined) return { type: 'text', text, format: 'plain' };
      break;
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return { type, ...fileOf(message) };
    case 'sticker':
      return { type, id: message.stickerId, caption: text };
    case 'location':
      if (latitude === undefined || longitude === undefined) break;
      return { type, latitude, longitude, name: message.title, address: message.address };
  }
  return { type: 'unsupported', provider_type: type };
}

/** A file is fetched by the message's id, unless the customer's app sent it from elsewhere. */
function fileOf({ id, contentProvider, fileName, fileSize }: Message) {
  const url = contentProvider?.originalContentUrl;
  return { id, url, name: fileName, size_bytes: fileSize };
}

/** What the log has no field for. */
export function contentMetadata(message: Message): Record<string, string> | undefined {
  const { emojis, mention, contentProvider, imageSet } = message;
  const mentionees = mention?.mentionees;
  return texts({
    emojis: emojis?.map(({ productId, emojiId }) => `${productId}:${emojiId}`).join(','),
    mentioned_user_ids: mentionees?.flatMap(({ userId }) => userId ?? []).join(','),
    mentions_all: mentionees?.some(({ type }) => type === 'all') || undefined,
    mentions_account: mentionees?.some(({ isSelf }) => isSelf) || undefined,
    quote_token: message.quoteToken,
    mark_as_read_token: message.markAsReadToken,
    content_provider: contentProvider?.type,
    preview_url: contentProvider?.previewImageUrl,
    image_set_id: imageSet?.id,
    image_set_index: imageSet?.index,
    image_set_total: imageSet?.total,
    duration_ms: message.duration,
    sticker_package_id: message.packageId,
    sticker_resource_type: message.stickerResourceType,
    sticker_keywords: message.keywords?.join(','),
  });
}
