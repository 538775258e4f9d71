import { LogError } from '../../core/events/errors.ts';
import { systemCode } from '../system-code.ts';

const BAD_CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|ExpiredToken(Exception)?|RequestExpired|UnrecognizedClient(Exception)?|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|AuthFailure)$/;
const FORBIDDEN = /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized)$/;
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;

/**
 * An error of the SDK as a LogError `aws_unavailable` that says what the operator can do, looked for
 * through all causes; any other error as it is.
 */
export function awsTrouble(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const advice = adviceFor(cause);
    if (advice) return new LogError('aws_unavailable', advice, { cause: error });
  }
  return error;
}

function adviceFor(error: Error): string | null {
  const code = systemCode(error);
  if (BAD_CREDENTIALS.test(error.name)) {
    return `AWS takes no credentials from this terminal (${error.name}). Sign in (aws sso login, aws configure), or name a profile in AWS_PROFILE.`;
  }
  if (/^Region (is missing|not accepted)/.test(error.message)) {
    return 'No AWS region is chosen, or none that there is. Set AWS_REGION to the region of the stage.';
  }
  if (FORBIDDEN.test(error.name)) {
    return `These credentials may not do that: ${error.message} Ask for the permission, or name another profile in AWS_PROFILE.`;
  }
  if (UNREACHABLE.test(code) || /^(TimeoutError|AbortError)$/.test(error.name)) {
    return `AWS does not answer (${code || error.name}). Look at the network, AWS_REGION and AWS_ENDPOINT_URL.`;
  }
  return '$metadata' in error ? `AWS refused: ${error.name}: ${error.message}` : null;
}
