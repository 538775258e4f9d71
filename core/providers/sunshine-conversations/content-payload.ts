import * as z from 'zod';
import { lenientBytes } from '../lenient.ts';

const text = z.string().nullish();
const amount = z.number().nullish();

const action = z.object({
  type: z.string(),
  text: text,
  payload: text,
  uri: text,
  amount: amount,
  currency: text,
});

const item = z.object({
  title: text,
  description: text,
  mediaUrl: text,
  actions: z.array(action).nullish(),
});

const choice = z.object({ name: z.string(), label: text });

const field = z.object({
  name: z.string(),
  type: text,
  label: text,
  text: text,
  email: text,
  select: z.array(choice).nullish(),
  options: z.array(choice).nullish(),
  quotedMessageId: text,
});

const parameter = z.object({
  type: text,
  text: text,
  payload: text,
  currency: z.object({ fallback_value: text }).nullish(),
  date_time: z.object({ fallback_value: text }).nullish(),
  image: z.object({ link: text }).nullish(),
  video: z.object({ link: text }).nullish(),
  document: z.object({ link: text }).nullish(),
});

const component = z.object({
  type: text,
  index: z.union([z.string(), z.number()]).nullish(),
  parameters: z.array(parameter).nullish(),
});

/** A WhatsApp message template. The vendor's example says `component`, Meta's API `components`. */
const template = z.object({
  name: text,
  namespace: text,
  language: z.object({ code: text }).nullish(),
  component: z.array(component).nullish(),
  components: z.array(component).nullish(),
});

/** The content of a message of any type; `type` says which fields matter. */
export const content = z.object({
  type: z.string(),
  text: text,
  htmlText: text,
  markdownText: text,
  textFallback: text,
  payload: text,
  mediaUrl: text,
  mediaType: text,
  mediaSize: lenientBytes,
  altText: text,
  attachmentId: text,
  coordinates: z.object({ lat: z.number(), long: z.number() }).nullish(),
  location: z.object({ name: text, address: text }).nullish(),
  actions: z.array(action).nullish(),
  items: z.array(item).nullish(),
  fields: z.array(field).nullish(),
  template: template.nullish(),
});

export type MessageContent = z.infer<typeof content>;
export type MessageAction = z.infer<typeof action>;
export type FormField = z.infer<typeof field>;
export type Template = z.infer<typeof template>;
export type TemplateParameter = z.infer<typeof parameter>;
