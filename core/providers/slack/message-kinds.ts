/** Subtypes of messages that say something; every other one tells what happened to the channel. */
export const SAYING = [
  'bot_message',
  'file_share',
  'me_message',
  'thread_broadcast',
  'reply_broadcast',
  'slackbot_response',
] as const;

const KNOWN: ReadonlySet<string> = new Set(SAYING);

/** Whether a message of this subtype says something. */
export function isMessage(subtype: string | undefined): boolean {
  return subtype === undefined || KNOWN.has(subtype);
}
