import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { signWebhook, verifySignature } from '#doors/verify-signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = `whsec_${randomBytes(32).toString('base64')}`;
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const timestamp = 1614265330;
const body = Buffer.from('{"test": 2432232314}');
const known = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const now = timestamp * 1000;

function verify(
  over: Record<string, string | string[] | undefined>,
  more: { body?: Buffer; secrets?: string[]; now?: number } = {},
): string {
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': known, ...over };
  const answer = verifySignature({ headers, body, secrets: [secret], now, ...more });
  return answer.ok ? `ok ${answer.id}` : answer.reason;
}

describe('signatures', () => {
  test('I1 the known answer of the standard', () => {
    expect(signWebhook({ id, timestamp, body, secret })).toBe(known);
    expect(verify({})).toBe(`ok ${id}`);
  });

  test('I1 what we sign the standard package takes, and the other way', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        (anyId, text, key) => {
          const anySecret = `whsec_${Buffer.from(key).toString('base64')}`;
          const seconds = Math.floor(Date.now() / 1000);
          const ours = signWebhook({ id: anyId, timestamp: seconds, body: text, secret: anySecret });
          const theirs = new Webhook(anySecret).sign(anyId, new Date(seconds * 1000), text);
          expect(ours).toBe(theirs);
          const headers = { 'webhook-id': anyId, 'webhook-timestamp': String(seconds), 'webhook-signature': ours };
          expect(() => new Webhook(anySecret).verify(text, headers, { jsonParse: false })).not.toThrow();
          expect(verifySignature({ headers, body: Buffer.from(text), secrets: [anySecret], now: seconds * 1000 })).toEqual({
            ok: true,
            id: anyId,
          });
        },
      ),
    );
  });

  test('I1 bytes are signed, not text: a body that is no UTF-8 verifies only as it was', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const signed = { 'webhook-signature': signWebhook({ id, timestamp, body: bytes, secret }) };
    expect(verify(signed, { body: bytes })).toBe(`ok ${id}`);
    expect(verify(signed, { body: Buffer.from(bytes.toString()) })).toBe('no_match');
  });

  test('I1 two secrets are valid at once, in any order, and one of many signatures is enough', () => {
    expect(verify({}, { secrets: [other, secret] })).toBe(`ok ${id}`);
    expect(verify({}, { secrets: [secret, other] })).toBe(`ok ${id}`);
    expect(verify({}, { secrets: [other] })).toBe('no_match');
    const second = signWebhook({ id, timestamp, body, secret: other });
    expect(verify({ 'webhook-signature': `v1a,abc= ${second} ${known}` })).toBe(`ok ${id}`);
  });

  test('I1 300 seconds are tolerated both ways, 301 are not', () => {
    for (const seconds of [-300, 0, 300]) expect(verify({}, { now: now + seconds * 1000 })).toBe(`ok ${id}`);
    for (const seconds of [-301, 301]) expect(verify({}, { now: now + seconds * 1000 })).toBe('outside_tolerance');
  });

  test('I1 a change of any bit is seen', () => {
    fc.assert(
      fc.property(fc.nat(body.length * 8 - 1), (bit) => {
        const changed = Buffer.from(body);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(verify({}, { body: changed })).toBe('no_match');
      }),
    );
    expect(verify({ 'webhook-id': `${id}x` })).toBe('no_match');
    expect(verify({ 'webhook-timestamp': String(timestamp + 1) })).toBe('no_match');
  });

  test.each([
    ['no id', { 'webhook-id': undefined }, 'missing_header'],
    ['no timestamp', { 'webhook-timestamp': undefined }, 'missing_header'],
    ['no signature', { 'webhook-signature': undefined }, 'missing_header'],
    ['an empty id', { 'webhook-id': '' }, 'bad_header'],
    ['an id that came twice', { 'webhook-id': `${id}, ${id}` }, 'bad_header'],
    ['a list of ids', { 'webhook-id': [id, id] }, 'bad_header'],
    ['a timestamp that came twice', { 'webhook-timestamp': `${timestamp}, ${timestamp}` }, 'bad_header'],
    ['a timestamp with a fraction', { 'webhook-timestamp': `${timestamp}.0` }, 'bad_header'],
    ['a timestamp with a tail', { 'webhook-timestamp': `${timestamp}x` }, 'bad_header'],
    ['a negative timestamp', { 'webhook-timestamp': '-1' }, 'bad_header'],
    ['NaN', { 'webhook-timestamp': 'NaN' }, 'bad_header'],
    ['milliseconds', { 'webhook-timestamp': String(timestamp * 1000) }, 'bad_header'],
    ['an exponent', { 'webhook-timestamp': '1e9' }, 'bad_header'],
    ['a timestamp of long ago', { 'webhook-timestamp': '1' }, 'outside_tolerance'],
    ['a signature that came twice', { 'webhook-signature': `${known}, ${known}` }, 'bad_header'],
    ['an empty signature', { 'webhook-signature': '' }, 'bad_header'],
    ['no version', { 'webhook-signature': known.slice(3) }, 'bad_header'],
    ['only versions that we do not know', { 'webhook-signature': known.replace('v1', 'v2') }, 'no_match'],
    ['a signature in hex', { 'webhook-signature': `v1,${Buffer.from(known.slice(3), 'base64').toString('hex')}` }, 'no_match'],
    ['a signature cut short', { 'webhook-signature': known.slice(0, -4) }, 'no_match'],
    ['another spelling of the bytes', { 'webhook-signature': known.replace('=', '') }, 'no_match'],
    ['a signature in URL letters', { 'webhook-signature': known.replaceAll('+', '-').replaceAll('/', '_') }, 'no_match'],
    ['too many', { 'webhook-signature': Array.from({ length: 17 }, () => known).join(' ') }, 'bad_header'],
  ])('I1 %s is refused', (_, over, reason) => {
    expect(verify(over)).toBe(reason);
  });

  test('X3 a secret that is none stops the work, and is not printed', () => {
    for (const broken of ['', 'whsec_', 'whsec_c2hvcnQ=', secret.slice(6), 'whsec_not base64 not base64 not base64 nope']) {
      expect(() => verify({}, { secrets: [broken] })).toThrow('a webhook secret is whsec_');
    }
    expect(() => verify({}, { secrets: [] })).toThrow('there is no webhook secret');
  });

  test('I1 any header values get an answer', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string(), { maxLength: 3 }), fc.constant(undefined));
    fc.assert(
      fc.property(
        value,
        value,
        value,
        (a, b, c) => !verify({ 'webhook-id': a, 'webhook-timestamp': b, 'webhook-signature': c }).startsWith('ok'),
      ),
    );
  });
});
