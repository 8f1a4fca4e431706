import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDeliverableAddress } from '#kernel/address.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';

const good = [
  'ada@example.org',
  'a.b+c@mail.example.co.uk',
  "o'neil@example.org",
  'x@a-b.io',
  '_@xn--bcher-kva.example',
  `${'a'.repeat(64)}@example.org`,
];
const bad = [
  '',
  'ada',
  '@example.org',
  'ada@',
  'ada@localhost',
  'ada@example..org',
  '.ada@example.org',
  'ada.@example.org',
  'a..b@example.org',
  '"ada"@example.org',
  'ada(x)@example.org',
  'Ada <ada@example.org>',
  'a@b.org,c@d.org',
  'a@b.org;c@d.org',
  'a@b.org c@d.org',
  'a@b.org\n',
  '\na@b.org',
  'a@b.org\r\nBcc: c@d.org',
  'a@b@c.org',
  'ada@-x.org',
  'ada@x-.org',
  'ada@[127.0.0.1]',
  'ada@127.0.0.1',
  'ada@example.o',
  'jürgen@example.org',
  'ada@bücher.example',
  'ada@example.org.',
  'a\u0000@b.org',
  `${'a'.repeat(65)}@example.org`,
  `a@${'b'.repeat(64)}.org`,
  `a@${'b.'.repeat(130)}org`,
];

test.each(good)('N1 %j is one plain address', (text) => {
  expect(isDeliverableAddress(text)).toBe(true);
});

test.each(bad)('N1 %j is refused', (text) => {
  expect(isDeliverableAddress(text)).toBe(false);
});

test('N1 what passes holds nothing that a mail header could read otherwise', () => {
  const passes = (text: string): void => {
    if (isDeliverableAddress(text)) expect(text).toMatch(/^[!#-'*+\-./0-9=?A-Z^-~]+@[A-Za-z0-9.-]+$/);
  };
  for (const text of naughtyStrings) passes(text);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => passes(`${left}@${right}.org`)));
});

test('N1 addresses of the ordinary kind pass', () => {
  fc.assert(fc.property(fc.emailAddress({ size: 'small' }), (text) => text.length > 254 || isDeliverableAddress(text)));
});

test('N1 long hopeless texts are judged at once', () => {
  expect(isDeliverableAddress(`${'a.'.repeat(50_000)}@`)).toBe(false);
  expect(isDeliverableAddress(`a@${'a-'.repeat(120)}`)).toBe(false);
});
