import { describe, expect, it } from '@jest/globals';
import { contentOf, eventsOf, message, ofBlocks, TS } from './deliveries.ts';

const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const plain = (text: string) => ({ type: 'plain_text', text });
const button = { type: 'button', action_id: 'yes', text: plain('Yes'), value: '1' };
const section = { type: 'section', text: { type: 'mrkdwn', text: '*Order*' } };

describe('text', () => {
  it('is what was typed, not the block that formats it', () => {
    const content = contentOf(message({ text: '*Hi*', blocks: [rich('Hi')] }));
    expect(content).toEqual({ type: 'text', text: '*Hi*', format: 'markdown' });
  });

  it('is what the blocks of an app say, in their order', () => {
    const content = contentOf(
      ofBlocks(
        { type: 'header', text: plain('Title') },
        { ...section, fields: [{ type: 'mrkdwn', text: 'Carrier' }] },
        { type: 'divider' },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'user', user_id: 'U1' },
                { type: 'text', text: ' at ' },
                { type: 'link', url: 'https://a.example' },
                { type: 'emoji', name: 'wave' },
              ],
            },
          ],
        },
        { type: 'context', elements: [{ type: 'image' }, { type: 'mrkdwn', text: 'by us' }] },
        { type: 'markdown', text: '# End' },
      ),
    );
    const text = 'Title\n*Order*\nCarrier\n<@U1> at https://a.example:wave:\nby us\n# End';
    expect(content).toEqual({ type: 'text', text, format: 'markdown' });
  });

  it('is the fallback where the blocks are not known', () => {
    expect(contentOf(ofBlocks({ type: 'new' }))).toMatchObject({ text: 'fallback' });
  });

  it('does not end in a nest without end', () => {
    let nest: object = { type: 'rich_text', elements: [] };
    for (let i = 0; i < 2000; i++) nest = { type: 'rich_text', elements: [nest] };
    expect(contentOf(ofBlocks(section, nest))).toMatchObject({
      text: expect.stringMatching(/^\*Order/),
    });
  });
});

describe('blocks that ask', () => {
  it('with buttons are actions', () => {
    const link = { ...button, value: undefined, url: 'https://a.example' };
    expect(contentOf(ofBlocks(section, { type: 'actions', elements: [button, link] }))).toEqual({
      type: 'structured',
      kind: 'buttons',
      text: '*Order*',
      actions: [
        { type: 'postback', id: 'yes', text: 'Yes', payload: '1' },
        { type: 'link', id: 'yes', text: 'Yes', url: 'https://a.example' },
      ],
    });
  });

  it('with a menu are a list, its choices grouped or not', () => {
    const options = [{ text: plain('Bill'), value: 'b', description: plain('Money') }];
    const items = [{ id: 'b', title: 'Bill', description: 'Money' }];
    for (const menu of [{ options }, { option_groups: [{ options }] }]) {
      const accessory = { type: 'static_select', action_id: 'm', ...menu };
      expect(contentOf(ofBlocks({ ...section, accessory }))).toMatchObject({ kind: 'list', items });
    }
  });

  it('with inputs are a form', () => {
    const element = {
      type: 'radio_buttons',
      action_id: 'r',
      options: [{ text: plain('A'), value: '1' }],
    };
    const fields = [
      { name: 'r', label: 'Rate', type: 'radio_buttons', options: [{ value: '1', label: 'A' }] },
    ];
    const input = { type: 'input', block_id: 'i', label: plain('Rate'), element };
    expect(contentOf(ofBlocks(input))).toMatchObject({ kind: 'form', fields });
  });

  it('with something else to press have a button for it', () => {
    const picker = { type: 'datepicker', action_id: 'day', placeholder: plain('A day') };
    expect(contentOf(ofBlocks({ type: 'actions', elements: [picker] }))).toMatchObject({
      actions: [{ type: 'postback', id: 'day', text: 'A day' }],
    });
  });
});

describe('files', () => {
  const file = (mimetype?: string, more: object = {}) => ({
    id: 'F1',
    name: 'a.bin',
    size: 7,
    url_private: 'https://files.example/a',
    mimetype,
    ...more,
  });

  it.each([
    ['image/png', {}, 'image'],
    ['audio/mp4', {}, 'audio'],
    ['video/mp4', { subtype: 'slack_audio' }, 'audio'],
    ['video/mp4', {}, 'video'],
    ['application/pdf', {}, 'file'],
    [undefined, {}, 'file'],
  ])('of %s %j', (mimetype, more, type) => {
    expect(contentOf(message({ files: [file(mimetype, more)] }))).toEqual({
      type,
      id: 'F1',
      url: 'https://files.example/a',
      mime_type: mimetype,
      name: 'a.bin',
      size_bytes: 7,
      caption: 'Hello',
    });
  });

  it('beyond the first are attachments', () => {
    const files = [file('image/png'), file('video/mp4', { id: 'F2' })];
    const [event] = eventsOf(message({ text: '', files }));
    expect(event?.message).toMatchObject({
      content: { type: 'image', attachments: [{ type: 'video', id: 'F2' }] },
      attachment_count: 2,
    });
  });

  it('that the app may not see have their id', () => {
    const hidden = { id: 'F9', file_access: 'check_file_info', size: -1, name: null };
    expect(contentOf(message({ text: '', files: [hidden] }))).toEqual({ type: 'file', id: 'F9' });
  });

  it('in blocks are attachments of the text, or the content itself', () => {
    const image = { type: 'image', image_url: 'https://a.example/i', alt_text: 'A lamp' };
    const picture = { type: 'image', url: 'https://a.example/i', caption: 'A lamp' };
    expect(contentOf(ofBlocks(section, image))).toMatchObject({
      text: '*Order*',
      attachments: [picture],
    });
    expect(contentOf(message({ text: '', blocks: [image] }))).toEqual(picture);
    const video = { type: 'video', video_url: 'https://a.example/v', title: plain('Film') };
    expect(contentOf(message({ text: '', blocks: [video] }))).toMatchObject({
      type: 'video',
      name: 'Film',
    });
  });
});

describe('attachments of the older kind', () => {
  const said = (...attachments: object[]) => contentOf(message({ text: '', attachments }));

  it('are cards', () => {
    const card = {
      pretext: 'An offer',
      title: 'Lamp',
      title_link: 'https://a.example',
      text: 'Brass',
      fields: [{ title: 'Price', value: '40' }],
      thumb_url: 'https://a.example/i',
      actions: [{ type: 'button', name: 'buy', text: 'Buy', value: 'lamp' }],
    };
    expect(said(card)).toEqual({
      type: 'structured',
      kind: 'carousel',
      text: 'An offer',
      items: [
        {
          title: 'Lamp',
          description: 'Brass\nPrice: 40',
          media_url: 'https://a.example/i',
          actions: [
            { type: 'link', text: 'Lamp', url: 'https://a.example' },
            { type: 'postback', id: 'buy', text: 'Buy', payload: 'lamp' },
          ],
        },
      ],
    });
  });

  it('that hold blocks are those', () => {
    expect(said({ color: '#fff', blocks: [section] })).toMatchObject({
      type: 'text',
      text: '*Order*',
    });
  });

  it('that preview a link say nothing of their own', () => {
    const preview = { from_url: 'https://a.example', title: 'A page', text: 'Words' };
    const [event] = eventsOf(message({ attachments: [preview] }));
    expect(event?.message?.content).toEqual({ type: 'text', text: 'Hello', format: 'markdown' });
  });

  it('that share a message quote it', () => {
    const share = { is_share: true, channel_id: 'C2', ts: TS, text: 'Look', from_url: 'https://s' };
    const [event] = eventsOf(message({ text: '', attachments: [share] }));
    expect(event?.message).toMatchObject({
      content: { type: 'text', text: 'Look' },
      quoted_message_id: `C2:${TS}`,
    });
  });
});

it('what is not known is unsupported and kept', () => {
  const [event] = eventsOf(
    message({ text: '', subtype: 'bot_message', blocks: [{ type: 'new' }] }),
  );
  expect(event?.message?.content).toEqual({ type: 'unsupported', provider_type: 'bot_message' });
  expect(event?.payload).toMatchObject({ blocks: [{ type: 'new' }] });
});
