import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { typingEvent } from './payload.ts';
import { inboxOf, personOf } from './people.ts';
import { placeOf } from './place.ts';
import { keyIn, nameOf, type Webhook } from './webhook.ts';

/** `conversation_typing_on` and `_off`: Chatwoot says no time, and numbers only the delivery. */
export function typingEvents(webhook: Webhook): readonly EventDraft[] {
  const { user, conversation, is_private } = readEvent(webhook.whole, typingEvent);
  const started = webhook.event === 'conversation_typing_on';
  return [
    {
      ...placeOf(webhook, conversation, {}),
      fact: { key: keyIn(webhook, 'typing', nameOf(webhook)), part: 'typing', rank: 'changed' },
      type: started ? 'TypingStarted' : 'TypingStopped',
      occurredAt: null,
      actor: user ? personOf(webhook, user, 'contact') : inboxOf(webhook, undefined, conversation),
      metadata: texts({ private: is_private || undefined }),
    },
  ];
}
