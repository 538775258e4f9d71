import { expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import { httpRequest } from '../../../core/api/raw-request.ts';
import type { ProviderAdapter } from '../../../core/providers/adapter.ts';
import { readForm } from '../../../core/providers/form-body.ts';
import type { HttpRequest } from '../../../core/runtime/http.ts';
import { exampleRequest } from '../../../local/commands/examples.ts';
import { gatewayEventOf } from '../../support/gateway-events.ts';
import { jsonOf, NOW, type Subject, signed } from './subject.ts';

const RIGHT = { secrets: ['right'] };
const TEN_YEARS = 10 * 365 * 24 * 3600;

/** How far a signed time may lie from now, in seconds, of the providers that sign one. */
const WINDOWS: Readonly<Record<string, number>> = {
  chatwoot: 300,
  cloudevents: 300,
  slack: 300,
  'zendesk-support': 24 * 3600,
};

/** What holds of every adapter's signature. */
export function signatureContract({ adapter, examples }: Subject): void {
  const bodies = examples.map(({ body }) => body);
  const [first = Buffer.of()] = bodies;
  const aBody = fc.constantFrom(...bodies);

  it('verifies what is signed with any live secret, and nothing else', () => {
    const request = signed(adapter, first);
    const verify = (secrets: string[]) => adapter.verify(request, { secrets }, NOW);
    expect(verify(['right'])).toBe(true);
    expect(verify(['new', 'right'])).toBe(true);
    expect(verify(['wrong'])).toBe(false);
    expect(verify([])).toBe(false);
    const unsigned = exampleRequest(adapter, 'src', first);
    expect(adapter.verify(unsigned, RIGHT, NOW)).toBe(false);
  });

  it('refuses one flipped bit: of the body, or of the token where the body is not signed', () => {
    const flips = fc.tuple(aBody, fc.nat(), fc.nat(7));
    fc.assert(
      fc.property(flips, ([body, position, bit]) => {
        const request = signed(adapter, body);
        const changed = signsBodies(adapter)
          ? { ...request, body: flipped(body, position, bit) }
          : { ...request, headers: flippedToken(adapter, request, position, bit) };
        fc.pre(!isSameForm(request, changed));
        expect(adapter.verify(changed, RIGHT, NOW)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('verifies bytes: parses no JSON before the signature fits', () => {
    const parse = jest.spyOn(JSON, 'parse');
    try {
      for (const body of [first, Buffer.from('{"not json')]) {
        const request = signed(adapter, body);
        expect(adapter.verify(request, RIGHT, NOW)).toBe(true);
        expect(adapter.verify(request, { secrets: ['wrong'] }, NOW)).toBe(false);
      }
      expect(parse).not.toHaveBeenCalled();
    } finally {
      parse.mockRestore();
    }
  });

  it('takes headers in any case, as they come through the gateway', () => {
    fc.assert(
      fc.property(aBody, fc.infiniteStream(fc.boolean()), (body, capitals) => {
        const request = throughGateway(signed(adapter, body), capitals);
        expect(adapter.verify(request, RIGHT, NOW)).toBe(true);
        expect(draftsIn(adapter, request)).toEqual(draftsIn(adapter, signed(adapter, body)));
      }),
      { numRuns: 50 },
    );
  });

  const window = WINDOWS[adapter.provider];
  it(`takes a request ${window ? `within ${window} s of its time` : 'at any time'}`, () => {
    const request = signed(adapter, first);
    const verifyAt = (seconds: number) => adapter.verify(request, RIGHT, NOW + seconds * 1000);
    for (const way of [-1, 1]) {
      expect(verifyAt(way * (window ?? TEN_YEARS))).toBe(true);
      if (window) expect(verifyAt(way * (window + 1))).toBe(false);
    }
  });
}

function draftsIn(adapter: ProviderAdapter, request: HttpRequest) {
  return adapter.read(request).map((event) => adapter.normalize(event, {}));
}

/** False where the header is a token, the same for every body. */
function signsBodies(adapter: ProviderAdapter): boolean {
  const [one, other] = ['{"a":1}', '{"a":2}'].map((text) => {
    return JSON.stringify(signed(adapter, Buffer.from(text)).headers);
  });
  return one !== other;
}

function flipped(bytes: Buffer, position: number, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  const at = position % bytes.length;
  changed[at] = (bytes[at] ?? 0) ^ (1 << bit);
  return changed;
}

function flippedToken(
  adapter: ProviderAdapter,
  request: HttpRequest,
  position: number,
  bit: number,
): Record<string, string> {
  const tokens = Object.keys(adapter.sign(request, 'right', NOW)).map((name) => {
    const value = flipped(Buffer.from(request.headers[name] ?? ''), position, bit);
    return [name, value.toString('latin1')];
  });
  return { ...request.headers, ...Object.fromEntries(tokens) };
}

/** A signature over a form's parameters does not see how they are written: `%2B` is `%2b`. */
function isSameForm(one: HttpRequest, other: HttpRequest): boolean {
  if (one.body.equals(other.body) || jsonOf(one.body) !== undefined) return false;
  try {
    return JSON.stringify(readForm(one.body)) === JSON.stringify(readForm(other.body));
  } catch {
    return false;
  }
}

function throughGateway(request: HttpRequest, capitals: fc.Stream<boolean>): HttpRequest {
  const { pathname, search } = new URL(request.url);
  const cased = Object.entries(request.headers).map(([name, value]) => {
    const letters = [...name].map((letter) => {
      return capitals.next().value ? letter.toUpperCase() : letter;
    });
    return [letters.join(''), value];
  });
  return httpRequest(
    gatewayEventOf({
      method: request.method,
      path: pathname,
      search: search.slice(1),
      query: request.query,
      headers: Object.fromEntries(cased),
      body: request.body.toString('base64'),
      isBase64Encoded: true,
    }),
  );
}
