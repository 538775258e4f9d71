/**
 * The hosts of SNS, by region. Only what looks like a region is one: `sns.s3.amazonaws.com` would be
 * somebody's bucket.
 */
const SNS_HOST = /^sns\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com(?:\.cn)?$/;

const CERTIFICATE_PATH = /^\/SimpleNotificationService-[0-9a-f]+\.pem$/;

/** The address of a signing certificate of SNS; `null` for any other address. */
export function certificateAddress(text: string): string | null {
  const url = snsUrl(text);
  return url && url.search === '' && CERTIFICATE_PATH.test(url.pathname) ? url.href : null;
}

/** The address that confirms a subscription at SNS; `null` for any other address. */
export function confirmationAddress(text: string): string | null {
  const url = snsUrl(text);
  const confirms = url?.searchParams.getAll('Action').join() === 'ConfirmSubscription';
  return url && confirms && url.pathname === '/' ? url.href : null;
}

function snsUrl(text: string): URL | null {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '') return null;
  return SNS_HOST.test(url.hostname) ? url : null;
}
