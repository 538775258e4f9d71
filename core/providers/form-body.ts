import { LogError } from '../events/errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The parameters of a form by name; a repeated one has all its values, in their order. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/**
 * Parses a webhook's body as `application/x-www-form-urlencoded` (WHATWG URL, §5.1), but strictly:
 * a vendor's machine writes no broken escapes, and replaced characters would hide a change.
 * @throws LogError `unreadable_delivery` for a broken escape or invalid UTF-8
 */
export function readForm(body: Buffer): Form {
  // Without a prototype, so that no parameter's name is special.
  const form: Record<string, string | string[]> = Object.create(null);
  for (const pair of textOf(body).split('&')) {
    if (pair === '') continue;
    const end = pair.indexOf('=');
    const name = decoded(end === -1 ? pair : pair.slice(0, end));
    const value = end === -1 ? '' : decoded(pair.slice(end + 1));
    const known = form[name];
    if (known === undefined) form[name] = value;
    else if (typeof known === 'string') form[name] = [known, value];
    else known.push(value);
  }
  return form;
}

function textOf(body: Buffer): string {
  try {
    // No encoder writes a line break: the one at the end of a saved file is none of a value's.
    return decoder.decode(body).replace(/\r?\n$/, '');
  } catch {
    throw unreadable();
  }
}

function decoded(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw unreadable();
  }
}

function unreadable(): LogError {
  return new LogError('unreadable_delivery', 'The body is not a form in UTF-8.');
}
