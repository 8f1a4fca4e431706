import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { readSubject } from '#doors/link-subject.ts';
import { createLinkSigner, linkPath, statusPath } from '#doors/action-links.ts';
import type { LinkClaims } from '#kernel/questions/claims.ts';

const baseUrl = 'https://rehearsal.example.org';
const key = (seed: string): Buffer => createHash('sha256').update(seed).digest();
const signer = createLinkSigner({ keys: [key('one')], baseUrl });

const wordOf = fc.stringMatching(/^[a-z0-9_-]{1,20}$/);
const claimsOf: fc.Arbitrary<LinkClaims> = fc.record({
  subject: fc.oneof(wordOf.map(theRequest), fc.record({ kind: wordOf.filter((kind) => kind !== 'request'), id: wordOf })),
  question: fc.nat(999_999_999),
  action: wordOf,
  person: wordOf,
});
const sample: LinkClaims = { subject: theRequest('k7m2'), question: 3, action: 'accept', person: 'ada' };
const tokenOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

describe('N3 action links', () => {
  test('N3 a link has the agreed shape and is the same every time', () => {
    const url = signer.url(sample);
    expect(url).toMatch(/^https:\/\/rehearsal\.example\.org\/links\/k7m2\.3\.accept\.ada\.[A-Za-z0-9_-]{22}$/);
    expect(signer.url({ ...sample })).toBe(url);
  });

  test('N3 Z5 a link of any other process names its kind; a request has one spelling only', () => {
    const tea = { ...sample, subject: { kind: 'tea', id: 'k7m2' } };
    expect(signer.url(tea)).toMatch(/\/links\/tea~k7m2\.3\.accept\.ada\.[A-Za-z0-9_-]{22}$/);
    expect(signer.parse(tokenOf(signer.url(tea)))).toEqual(tea);
    expect([signer.code(tea), signer.codeMatches(sample, signer.code(tea))]).toEqual([
      expect.not.stringMatching(signer.code(sample)),
      false,
    ]);
    for (const text of ['request~k7m2', '~k7m2', 'tea~', 'tea~k7~m2', 'Tea~k7m2']) expect(readSubject(text)).toBeUndefined();
    for (const subject of [
      { kind: 'tea~', id: 'a' },
      { kind: 'tea', id: 'a.b' },
      { kind: '', id: 'a' },
    ])
      expect(() => signer.url({ ...sample, subject })).toThrow(TypeError);
  });

  test('N3 what was signed is read back, from the path and from the token', () => {
    fc.assert(
      fc.property(claimsOf, (claims) => {
        const path = new URL(signer.url(claims)).pathname;
        expect(signer.parse(path)).toEqual(claims);
        expect(signer.parse(tokenOf(path))).toEqual(claims);
      }),
    );
  });

  test('N3 any changed character is refused', () => {
    fc.assert(
      fc.property(claimsOf, fc.nat(), fc.stringMatching(/^[A-Za-z0-9._~%=/-]$/), (claims, at, other) => {
        const token = tokenOf(signer.url(claims));
        const position = at % token.length;
        fc.pre(token[position] !== other);
        expect(signer.parse(token.slice(0, position) + other + token.slice(position + 1))).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  test('N3 every other spelling of the last character is refused', () => {
    const token = tokenOf(signer.url(sample));
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const passing = [...last].filter((letter) => signer.parse(token.slice(0, -1) + letter) !== undefined);
    expect(passing).toEqual([token.at(-1)]);
  });

  test.each(['', '.', '/', 'a', 'a.b', '....', linkPath, 'k7m2.3.accept.ada.', `/other${linkPath}x`, '🦆.1.a.b.c', 'x'.repeat(100_000)])(
    'N3 strange text %# is no link',
    (text) => {
      expect(signer.parse(text)).toBeUndefined();
      expect(signer.parseStatus(text)).toBeUndefined();
    },
  );

  test('N3 added, cut and doubled parts are refused', () => {
    const token = tokenOf(signer.url(sample));
    for (const text of [
      ` ${token}`,
      `${token} `,
      `${token}=`,
      `x.${token}`,
      token.slice(0, -1),
      `${linkPath}${linkPath}${token}`,
      `${token}?a=1`,
    ]) {
      expect(signer.parse(text)).toBeUndefined();
    }
  });

  test('N3 another key refuses; a rotated signer still reads the old links and codes', () => {
    const stranger = createLinkSigner({ keys: [key('two')], baseUrl });
    const rotated = createLinkSigner({ keys: [key('two'), key('one')], baseUrl });
    fc.assert(
      fc.property(claimsOf, (claims) => {
        const old = tokenOf(signer.url(claims));
        expect(stranger.parse(old)).toBeUndefined();
        expect(rotated.parse(old)).toEqual(claims);
        expect(rotated.url(claims)).toBe(stranger.url(claims));
        expect(rotated.codeMatches(claims, signer.code(claims))).toBe(true);
        expect(rotated.code(claims)).toBe(stranger.code(claims));
      }),
    );
  });

  test('N3 a link never passes for a status link, nor the other way round', () => {
    expect(signer.parseStatus(tokenOf(signer.url(sample)))).toBeUndefined();
    expect(signer.parse(tokenOf(signer.statusUrl('k7m2')))).toBeUndefined();
  });

  test('N3 claims outside the allowed letters are not signed', () => {
    for (const bad of ['', 'A', 'a.b', 'a/b', 'a b', 'ä', 'a\n']) {
      expect(() => signer.url({ ...sample, person: bad })).toThrow(TypeError);
      expect(() => signer.statusUrl(bad)).toThrow(TypeError);
    }
    for (const bad of [-1, 0.5, Number.NaN, 1e21]) expect(() => signer.url({ ...sample, question: bad })).toThrow(TypeError);
  });

  test('X3 short or missing keys stop the start', () => {
    expect(() => createLinkSigner({ keys: [], baseUrl })).toThrow('link keys');
    expect(() => createLinkSigner({ keys: [key('one'), Buffer.from('short')], baseUrl })).toThrow('link keys');
    expect(() => createLinkSigner({ keys: [key('one')], baseUrl: 'javascript:alert(1)' })).toThrow('http address');
  });

  test('the base address may end with a slash or have a folder', () => {
    expect(createLinkSigner({ keys: [key('one')], baseUrl: 'https://a.example/tests/' }).url(sample)).toContain(
      'https://a.example/tests/links/',
    );
  });
});

describe('W1 status links', () => {
  test('W1 a status link gives its request and nothing else', () => {
    fc.assert(
      fc.property(wordOf, wordOf, (one, other) => {
        const path = new URL(signer.statusUrl(one)).pathname;
        expect(path.startsWith(statusPath)).toBe(true);
        expect(signer.parseStatus(path)).toBe(one);
        if (one !== other) expect(signer.parseStatus(path.replace(`/${one}.`, `/${other}.`))).toBeUndefined();
      }),
    );
  });
});

describe('N2 confirmation codes', () => {
  test('N2 a code is six digits, the same for every action, another for another person or question', () => {
    fc.assert(
      fc.property(claimsOf, (claims) => {
        expect(signer.code(claims)).toMatch(/^[0-9]{6}$/);
        expect(signer.codeMatches(claims, signer.code(claims))).toBe(true);
      }),
    );
    const codes = new Set(Array.from({ length: 200 }, (_, n) => signer.code({ ...sample, question: n })));
    expect(codes.size).toBeGreaterThan(195);
    expect(signer.code({ ...sample, person: 'bob' })).not.toBe(signer.code(sample));
  });

  test('N2 spaces and dashes are forgiven, everything else is not', () => {
    const code = signer.code(sample);
    const [front, back] = [code.slice(0, 3), code.slice(3)];
    for (const typed of [
      `${front} ${back}`,
      `${front}-${back}`,
      ` ${code}\n`,
      `${front}–${back}`,
      `${front}\u00a0${back}`,
      [...code].join(' '),
    ]) {
      expect(signer.codeMatches(sample, typed)).toBe(true);
    }
    for (const typed of [
      '',
      code.slice(1),
      `${code}0`,
      `${code}x`,
      String((Number(code) + 1) % 1_000_000).padStart(6, '0'),
      '9'.repeat(1_000_000),
    ]) {
      expect(signer.codeMatches(sample, typed)).toBe(false);
    }
  });

  test('N2 whatever a request asks of its contributor, they have one code; that of a mail from before still opens its own question', () => {
    const asked = { subject: sample.subject, question: 3, person: 'contributor' };
    expect(signer.code({ ...asked, question: 1 })).toBe(signer.code(asked));
    expect(signer.code({ ...asked, subject: theRequest('another') })).not.toBe(signer.code(asked));
    expect(signer.code({ ...asked, round: 1 })).not.toBe(signer.code(asked));
    expect(signer.codeMatches({ ...asked, question: 1 }, signer.code(asked))).toBe(true);
  });

  test('N2 codes are spread evenly: each first digit has about its tenth of 20,000', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (let n = 0; n < 20_000; n += 1) {
      const digit = Number(signer.code({ ...sample, question: n })[0]);
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });
});
