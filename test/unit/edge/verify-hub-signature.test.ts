import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { signHub, verifyHubSignature } from '#doors/verify-hub-signature.ts';

const secret = fc.string({ minLength: 16, maxLength: 40 });
const body = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));

describe('X1 the signature of the pull-request host', () => {
  test("is GitHub's own: the example of its documentation", () => {
    const text = Buffer.from('Hello, World!');
    const expected = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(signHub(text, "It's a Secret to Everybody")).toBe(expected);
    expect(verifyHubSignature({ 'x-hub-signature-256': expected }, text, ["It's a Secret to Everybody"])).toEqual({ ok: true });
  });

  test('holds with any of several secrets, and with no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(secret, { minLength: 2, maxLength: 4 }), body, ([foreign = '', ...ours], bytes) => {
        for (const one of ours)
          expect(verifyHubSignature({ 'x-hub-signature-256': signHub(bytes, one) }, bytes, ours)).toEqual({ ok: true });
        expect(verifyHubSignature({ 'x-hub-signature-256': signHub(bytes, foreign) }, bytes, ours)).toEqual({
          ok: false,
          reason: 'no_match',
        });
      }),
    );
  });

  test('one bit of the body changed, and it holds no more', () => {
    fc.assert(
      fc.property(secret, fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.nat(), fc.nat(7), (one, bytes, place, bit) => {
        const signed = { 'x-hub-signature-256': signHub(Buffer.from(bytes), one) };
        const changed = Buffer.from(bytes);
        const at = place % changed.length;
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(verifyHubSignature(signed, changed, [one])).toEqual({ ok: false, reason: 'no_match' });
      }),
    );
  });

  test.each([
    ['no header', {}, 'missing_header'],
    ['an older kind', { 'x-hub-signature': 'sha1=00' }, 'missing_header'],
    ['no hex', { 'x-hub-signature-256': `sha256=${'z'.repeat(64)}` }, 'bad_header'],
    ['two at once', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}, sha256=${'0'.repeat(64)}` }, 'bad_header'],
    ['too short', { 'x-hub-signature-256': 'sha256=00' }, 'bad_header'],
  ])('refuses %s', (_, headers, reason) => {
    expect(verifyHubSignature(headers, Buffer.from('x'), ['s'.repeat(16)])).toEqual({ ok: false, reason });
  });

  test('X3 without a secret nothing is believed', () => {
    expect(verifyHubSignature({ 'x-hub-signature-256': signHub('x', '') }, Buffer.from('x'), [])).toEqual({
      ok: false,
      reason: 'no_secret',
    });
  });
});
