import type { Content } from '../../core/events/content.ts';

const action = {
  type: 'buy',
  id: 'a1',
  text: 'Buy',
  payload: 'buy:1',
  url: 'https://example.com/buy',
  amount: 1299,
  currency: 'EUR',
} as const;

const file = {
  id: 'f1',
  url: 'https://example.com/f1',
  mime_type: 'image/png',
  name: 'lamp.png',
  size_bytes: 5_000_000_000,
  sha256: 'c0ffee',
};

const extras = {
  actions: [action, { type: 'reply' as const }],
  attachments: [{ type: 'file' as const, ...file, caption: 'the "bill"' }],
};

const media = { ...file, caption: 'A lamp\nwith a shade', ...extras };

/** One content of each kind, with every field that it can have. */
export const CONTENTS: { readonly [Type in Content['type']]: Extract<Content, { type: Type }> } = {
  text: { type: 'text', text: "It's “in stock” 🙂\u0000\u2028", format: 'markdown', ...extras },
  image: { type: 'image', ...media },
  audio: { type: 'audio', ...media },
  video: { type: 'video', ...media },
  file: { type: 'file', ...media },
  sticker: { type: 'sticker', ...media },
  location: {
    type: 'location',
    latitude: 52.52,
    longitude: -13,
    name: 'Shop',
    address: 'Main Street 1',
    url: 'https://example.com/map',
    ...extras,
  },
  contacts: {
    type: 'contacts',
    contacts: [{ name: 'Ada', organization: 'Obi', phones: ['+15550100'], emails: [] }, {}],
    ...extras,
  },
  structured: {
    type: 'structured',
    kind: 'form_response',
    text: 'Your order',
    items: [
      {
        id: 'i1',
        title: 'Lamp',
        description: 'Brass',
        media_url: 'https://example.com/i1',
        quantity: 1.5,
        amount: 1299,
        currency: 'EUR',
        actions: [action],
      },
    ],
    fields: [
      {
        name: 'size',
        label: 'Size',
        type: 'select',
        value: 'L',
        options: [{ value: 'L', label: 'Large' }, { value: 'S' }],
      },
    ],
    ...extras,
  },
  unsupported: { type: 'unsupported', provider_type: 'poll', reason: 'no type', ...extras },
};
