const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Encodes bytes as Crockford base 32, upper case, most significant bits first, padded with zero
 * bits on the left: 16 bytes become the 26 characters of a ULID, 15 bytes become 24.
 * Source: https://www.crockford.com/base32.html
 */
export function encodeCrockford(bytes: Uint8Array): string {
  let text = '';
  let pending = 0;
  let bits = 0;
  for (let i = bytes.length - 1; i >= 0; i--) {
    pending |= (bytes[i] ?? 0) << bits;
    bits += 8;
    while (bits >= 5) {
      text = ALPHABET.charAt(pending & 31) + text;
      pending >>>= 5;
      bits -= 5;
    }
  }
  return bits > 0 ? ALPHABET.charAt(pending) + text : text;
}

/**
 * Decodes Crockford base 32 written by {@link encodeCrockford} into `length` bytes.
 * @throws RangeError on a character outside the alphabet or a value that does not fit.
 */
export function decodeCrockford(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let pending = 0;
  let bits = 0;
  let at = length - 1;
  for (let i = text.length - 1; i >= 0; i--) {
    const value = ALPHABET.indexOf(text.charAt(i));
    if (value < 0) throw new RangeError('not a Crockford base 32 text');
    pending |= value << bits;
    bits += 5;
    if (bits >= 8) {
      if (at < 0) throw new RangeError('value does not fit');
      bytes[at--] = pending & 255;
      pending >>>= 8;
      bits -= 8;
    }
  }
  if (at === 0) bytes[0] = pending;
  else if (pending !== 0) throw new RangeError('value does not fit');
  return bytes;
}
