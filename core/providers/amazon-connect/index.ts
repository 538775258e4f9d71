import * as z from 'zod';
import type { ProviderAdapter } from '../adapter.ts';
import { readJson } from '../json-body.ts';
import { normalize } from './normalize.ts';
import { options } from './options.ts';
import { certificateUrl, sign, subscribeUrl, verify } from './signature.ts';

const anyJson = z.unknown();

/** Amazon Connect: contact events through EventBridge, and chat message streaming through SNS. */
export const amazonConnect: ProviderAdapter = {
  provider: 'amazon-connect',
  options,
  documentUrl: certificateUrl,
  confirmationUrl: subscribeUrl,
  verify,
  read: ({ body }) => [readJson(body, anyJson)],
  normalize,
  sign: (_request, secret) => sign(secret),
};
