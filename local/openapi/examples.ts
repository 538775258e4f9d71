/** A value of a schema as readers of the document see it, by the schema's name. */
export const EXAMPLES = {
  ConversationEvent: {
    id: '01KAQX1M50000051ZYV4GZ0V6K',
    type: 'MessageReceived',
    schema_version: 1,
    revision: 1,
    tenant_id: 'acme',
    conversation_id: 'cnv_2Z3K8M1Q7W5T9X4C6V0BNGHJ',
    occurred_at: '2026-11-23T09:30:00.000Z',
    recorded_at: '2026-11-23T09:30:00.412Z',
    origin: {
      source_id: 'whatsapp',
      provider: 'whatsapp',
      event_type: 'messages',
      delivery_id: 'dlv_01KAQX1MHW8R3D7K2N5P9S4T6V',
    },
    channel: { type: 'whatsapp', metadata: { phone_number_id: '106540352242922' } },
    actor: {
      role: 'customer',
      id: 'usr_7H2J9K4M1N6P3Q8R5S0T2V7W',
      channel_id: '+15550100',
      name: 'Ada',
    },
    recipients: [{ role: 'system', id: 'usr_0C4D8E2F6G1H5J9K3M7N0P4Q', channel_id: '+15550199' }],
    message: {
      id: 'wamid.HBgLMTU1NTAxMDA',
      content: { type: 'text', text: 'Where is my order?', format: 'plain' },
    },
  },
  Problem: {
    type: 'urn:conversation-log:problem:unknown_parameter',
    title: 'The operation does not take this parameter.',
    status: 400,
    code: 'unknown_parameter',
    detail: 'Unknown: form. The operation takes: from, to, order, limit, cursor.',
    request_id: '0f6a6b5e-6a55-4b0a-8d0e-2f1c7d3c9a10',
  },
} as const;
