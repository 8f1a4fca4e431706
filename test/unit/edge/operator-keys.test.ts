import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLinkSigner } from '#doors/action-links.ts';
import { createOperatorKeys, hashOf, type KnownOperator, type OperatorKeys } from '#doors/operator-keys.ts';
import { isForeignPost } from '#doors/own-pages.ts';
import { isReadableTarget } from '#doors/target.ts';
import { isId } from '#contexts/access/ids.ts';
import { ownHosts } from '#infra/embedded/own-hosts.ts';

const TOKEN = 't'.repeat(40);
const links = createLinkSigner({ keys: [Buffer.alloc(32, 7)], baseUrl: 'http://127.0.0.1:8080' });
const grace: KnownOperator = { name: 'grace', digest: hashOf(TOKEN), bond: 'b1', inAddress: true };

function keys(over: Partial<{ operators: KnownOperator[]; now: number }> = {}): OperatorKeys {
  const { operators = [grace], now = 1_800_000_000_000 } = over;
  return createOperatorKeys({ operators, links, wallClock: () => now });
}

describe('operators at the door', () => {
  test('X6 a token proves a program, and opens a browser’s session; no cookie does', () => {
    expect(keys().opens(TOKEN, 'form')).toEqual({ name: 'grace', bond: 'b1' });
    expect(keys().whoIs({ headers: { authorization: `Bearer ${TOKEN}` } })).toBe('grace');
    expect(keys().whoIs({ headers: { cookie: `__session=${TOKEN}` } })).toBeUndefined();
    expect(keys().whoIs({ headers: {} })).toBeUndefined();
  });

  test('X6 a bond is known as long as its operator has it', () => {
    const bond = { name: 'grace', bond: 'b1' };
    expect(keys().isKnown(bond)).toBe(true);
    expect(keys({ operators: [{ ...grace, bond: 'b2' }] }).isKnown(bond)).toBe(false);
    expect(keys({ operators: [] }).isKnown(bond)).toBe(false);
    expect(keys().isKnown({ name: 'grace', bond: '' })).toBe(false);
  });

  test('X6 a key in an address is a signed one of five minutes; a token only where it may stand there', () => {
    const key = keys().signInKey('grace') ?? '';
    expect(keys().opens(key, 'address')).toEqual({ name: 'grace', bond: 'b1' });
    expect(keys({ now: 1_800_000_000_000 + 5 * 60_000 }).opens(key, 'address')).toBeUndefined();
    expect(keys({ operators: [{ ...grace, bond: 'b2' }] }).opens(key, 'address')).toBeUndefined();
    expect(keys().signInKey('ada')).toBeUndefined();
    const elsewhere = keys({ operators: [{ ...grace, inAddress: false }] });
    expect([elsewhere.opens(TOKEN, 'address'), elsewhere.opens(TOKEN, 'form')]).toEqual([undefined, { name: 'grace', bond: 'b1' }]);
  });

  test('X6 no link, status link or forged text passes for a key', () => {
    const status = links.statusUrl('grace').split('/').at(-1) ?? '';
    const others = [status, links.seal('signIn', 'grace.b1.zzzzzzzzz.more'), `grace.b1.zzzzzzzz.${'A'.repeat(22)}`];
    for (const text of others) expect(keys().opens(text, 'address')).toBeUndefined();
    fc.assert(
      fc.property(
        fc.string(),
        (text) => keys().opens(text, 'form') === undefined && keys().whoIs({ headers: { authorization: `Bearer ${text}` } }) === undefined,
      ),
    );
  });
});

const origins = new Set(['http://127.0.0.1:8080']);

describe('where a change comes from', () => {
  test.each([
    [{}, false],
    [{ origin: 'http://127.0.0.1:8080' }, false],
    [{ origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }, false],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: 'http://evil.example' }, true],
    [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'http://127.0.0.1:8080.evil.example' }, true],
    [{ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }, true],
    [{ 'sec-fetch-site': 'cross-site' }, true],
    [{ origin: 'null' }, true],
    [{ origin: '' }, true],
  ])('X6 a post with %j is foreign: %p', (headers, foreign) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) expect(isForeignPost({ method, headers }, origins)).toBe(foreign);
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(isForeignPost({ method, headers }, origins)).toBe(false);
  });
});

describe('which host is meant', () => {
  const { isOurs } = ownHosts({ port: 8080, publicUrl: 'https://rehearsal.example.org', hosts: ['proxy.lan', 'other.lan:8443'] });
  const asked = (...hosts: string[]): boolean =>
    isOurs({ headers: { host: hosts[0] }, rawHeaders: hosts.flatMap((host) => ['Host', host]) });

  test.each([
    '127.0.0.1:8080',
    'localhost:8080',
    'LOCALHOST:8080',
    '[::1]:8080',
    'rehearsal.example.org',
    'proxy.lan',
    'proxy.lan:444',
    'other.lan:8443',
  ])('X6 %s is ours', (host) => expect(asked(host)).toBe(true));

  test.each([
    'evil.example:8080',
    'evil.example',
    '127.0.0.1:8081',
    '127.0.0.1',
    'localhost',
    'localhost.evil.example:8080',
    'rehearsal.example.org:8080',
    'rehearsal.example.org.',
    'other.lan',
    'sub.proxy.lan',
    '127.0.0.2:8080',
    '0.0.0.0:8080',
    '',
    'user@127.0.0.1:8080',
  ])('X6 “%s” is not', (host) => expect(asked(host)).toBe(false));

  test('X6 two hosts are none, and none is none', () => {
    expect(asked('127.0.0.1:8080', 'evil.example')).toBe(false);
    expect(isOurs({ headers: {}, rawHeaders: [] })).toBe(false);
  });
});

describe('what stands in an address', () => {
  test.each(['/', '/board?q=a%20b', '/releases/5.2', '/links/a.1.accept.ana.AAAA', '/badges/releases/a%C3%A4.svg', '/x?q=%'])(
    'P4 %s can be read',
    (target) => expect(isReadableTarget(target)).toBe(true),
  );

  test.each([
    '',
    '*',
    'board',
    'http://evil.example/',
    '/%',
    '/%zz',
    '/%00',
    '/links/%E0%A4%A',
    '/%ff',
    '/..',
    '/a/../b',
    '/%2e%2e/x',
    '/a/.',
    '/\u00e9',
    `/${'a'.repeat(9_000)}`,
    '/%5c..',
  ])('P4 %s cannot', (target) => expect(isReadableTarget(target)).toBe(false));

  test('P4 no name that a language or a store keeps for itself, and nothing over-long, is an id', () => {
    for (const kind of ['document', 'request', 'backend', 'task', 'run', 'link', 'message'] as const)
      for (const text of ['__proto__', '__defineGetter__', '..', '.', '', 'a/b', 'a\0b', '%2e', 'a b', 'é', 'x'.repeat(500)])
        expect([kind, text, isId(kind, text)]).toEqual([kind, text, false]);
    for (const text of ['', '\u202eabc', 'a\nb', 'x'.repeat(201)]) expect(isId('release', text)).toBe(false);
  });
});
