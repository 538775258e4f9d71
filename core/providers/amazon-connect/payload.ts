import * as z from 'zod';
import { inCamelCase } from './field-names.ts';

const text = z.string();

/** A field that says more, but never makes an event unreadable. */
const detail = text.optional().catch(undefined);

function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess(inCamelCase, z.object(shape));
}

function optionalSection<Shape extends z.ZodRawShape>(shape: Shape) {
  return section(shape).optional().catch(undefined);
}

/** An event of EventBridge, of any source. */
export const bridgeEvent = z.object({
  id: detail,
  'detail-type': text,
  source: detail,
  account: detail,
  region: detail,
  time: detail,
  detail: z.unknown(),
});

const endpoint = optionalSection({ address: detail, displayName: detail });

/**
 * A contact event. Source: Amazon Connect Administrator Guide, "Amazon Connect contact events".
 */
export const contactDetail = section({
  eventType: text.min(1),
  contactId: text.min(1),
  initialContactId: detail,
  previousContactId: detail,
  relatedContactId: detail,
  channel: detail,
  instanceArn: detail,
  initiationMethod: detail,
  disconnectReason: detail,
  answeringMachineDetectionStatus: detail,
  customerId: detail,
  initiationTimestamp: detail,
  connectedToSystemTimestamp: detail,
  disconnectTimestamp: detail,
  updatedProperties: z
    .union([z.array(text), text.transform((property) => [property])])
    .optional()
    .catch(undefined),
  agentInfo: optionalSection({
    agentArn: detail,
    connectedToAgentTimestamp: detail,
    afterContactWorkEndTimestamp: detail,
    afterContactWorkDuration: z.number().optional().catch(undefined),
  }),
  queueInfo: optionalSection({ queueArn: detail, arn: detail, enqueueTimestamp: detail }),
  customerEndpoint: endpoint,
  systemEndpoint: endpoint,
  tags: z.record(text, text).optional().catch(undefined),
  segmentAttributes: z
    .record(text, z.preprocess(inCamelCase, z.object({ valueString: detail })))
    .optional()
    .catch(undefined),
});

const attachment = z.object({
  AttachmentId: detail,
  AttachmentName: detail,
  ContentType: detail,
  Status: detail,
});

const receipt = z.object({
  RecipientParticipantId: detail,
  DeliveredTimestamp: detail,
  ReadTimestamp: detail,
});

/**
 * A message or event of a chat. Source: Amazon Connect Administrator Guide, "Use the Amazon SNS payload"; Amazon Connect
 * Participant Service API Reference, "Item".
 */
export const chatItem = z.object({
  Type: text.min(1),
  Id: text.min(1).optional().catch(undefined),
  AbsoluteTime: detail,
  Content: detail,
  ContentType: detail,
  ParticipantId: text.min(1).optional().catch(undefined),
  ParticipantRole: detail,
  DisplayName: detail,
  InitialContactId: text.min(1).optional().catch(undefined),
  ContactId: text.min(1).optional().catch(undefined),
  RelatedContactId: detail,
  Attachments: z.array(attachment).optional().catch(undefined),
  MessageMetadata: z
    .object({ MessageId: detail, Receipts: z.array(receipt).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const element = z.object({
  title: detail,
  subtitle: detail,
  imageData: detail,
  url: detail,
  date: detail,
});

const elements = z.array(element).optional().catch(undefined);

const templateContent = z.object({
  title: detail,
  subtitle: detail,
  imageData: detail,
  elements,
  timeslots: elements,
});

/** The JSON text of an interactive message; a carousel's elements are templates of their own. */
export const template = z.object({
  templateType: text,
  data: z.object({
    content: templateContent.extend({
      elements: z
        .array(
          element.extend({
            data: z.object({ content: templateContent }).optional().catch(undefined),
          }),
        )
        .optional()
        .catch(undefined),
    }),
  }),
});

/** The JSON text of what a customer chose or filled in. */
export const templateResponse = z.looseObject({
  templateType: detail,
  data: z
    .object({ content: templateContent.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** The JSON text of a receipt. */
export const receiptContent = z.object({ messageId: text.min(1) });

export type BridgeEvent = z.infer<typeof bridgeEvent>;
export type ContactDetail = z.infer<typeof contactDetail>;
export type ChatItem = z.infer<typeof chatItem>;
export type Template = z.infer<typeof template>;
export type Attachment = z.infer<typeof attachment>;
