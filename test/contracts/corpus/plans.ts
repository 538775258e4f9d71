import { amazonConnect, line, slack, telegram } from './chat-plans.ts';
import { cloudevents, standardWebhooks } from './cloudevents-plans.ts';
import { chatwoot, intercom, sunshine, zendeskSupport } from './desk-plans.ts';
import { instagram, messenger, whatsapp } from './meta-plans.ts';
import type { Plan } from './plan.ts';
import { twilioConversations, twilioMessaging } from './twilio-plans.ts';

/** What is expected of every folder of samples. */
export const PLANS: readonly Plan[] = [
  amazonConnect,
  chatwoot,
  cloudevents,
  instagram,
  intercom,
  line,
  messenger,
  slack,
  standardWebhooks,
  sunshine,
  telegram,
  twilioConversations,
  twilioMessaging,
  whatsapp,
  zendeskSupport,
];
