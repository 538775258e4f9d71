import type { Role } from '../../events/blocks.ts';
import type { DraftParticipant } from '../../events/draft.ts';

const ROLES: Readonly<Record<string, Role>> = {
  CUSTOMER: 'customer',
  AGENT: 'agent',
  SUPERVISOR: 'agent',
  CUSTOM_BOT: 'bot',
  SYSTEM: 'system',
};

/** The log's role for a participant role of a chat; what is not known acts for the business. */
export function roleOf(participantRole: string | undefined): Role {
  return ROLES[participantRole?.toUpperCase() ?? ''] ?? 'system';
}

/**
 * The customer of a conversation. A contact event names no customer and a chat names one only by an
 * id of that chat, so the conversation stands for its customer in both.
 */
export function customerOf(conversationId: string, known: Partial<DraftParticipant> = {}) {
  return { ...known, role: 'customer', key: `customer:${conversationId}` } as const;
}

/** The contact center: whom customers reach, and who acts where no person is named. */
export function businessOf(instanceId: string | undefined): DraftParticipant {
  return { role: 'system', key: `business:${instanceId ?? ''}`, provider_id: instanceId };
}

/** An agent by their ARN, whose last segment is the user's id. */
export function agentOf(agentArn: string): DraftParticipant {
  const id = lastSegment(agentArn);
  return { role: 'agent', key: `agent:${id}`, provider_id: id };
}

/** The id at the end of an ARN (`arn:aws:connect:...:instance/<id>/agent/<id>`). */
export function lastSegment(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
