/**
 * The text of a `rich_text` block among other blocks, in Slack's markup for mentions, links and
 * emoji; what is bold or a list is not kept. Source: docs.slack.dev, "Rich text block".
 */
export function richText(node: unknown, depth = 0): string {
  if (node === null || typeof node !== 'object' || depth > 8) return '';
  const text = (name: string) => {
    const value: unknown = Reflect.get(node, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const elements: unknown = Reflect.get(node, 'elements');
  if (Array.isArray(elements)) {
    // A section holds words, all else holds sections or paragraphs.
    const between = text('type') === 'rich_text' || text('type') === 'rich_text_list' ? '\n' : '';
    return elements.map((each) => richText(each, depth + 1)).join(between);
  }
  switch (text('type')) {
    case 'user':
      return `<@${text('user_id') ?? ''}>`;
    case 'channel':
      return `<#${text('channel_id') ?? ''}>`;
    case 'emoji':
      return `:${text('name') ?? ''}:`;
    default:
      return text('text') ?? text('url') ?? '';
  }
}
