import { plainLine } from '#kernel/terminal.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeText, html, raw, safeUrl } from '#html/markup.ts';
import { clip, linesOf, maskAddresses, oneLine } from '#html/text.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';
import { tags } from '#test/support/page-check.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...naughtyStrings),
  fc.string({ unit: fc.constantFrom(...'<>"\'&`=/ a!-') }),
);

describe('html', () => {
  test('X2 text never ends an attribute or begins a tag', () => {
    fc.assert(
      fc.property(anyText, anyText, (value, text) => {
        const { markup } = html`<p title="${value}">${text}<b>${[text, html`<i>${value}</i>`]}</b></p>`;
        expect(tags(markup).map(({ name }) => name)).toEqual(['p', 'b', 'i', '/i', '/b', '/p']);
      }),
    );
  });

  test('X2 what is escaped reads as it was, but for what cannot be printed or turns the direction', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const back = escapeText(text).replace(
          /&(amp|lt|gt|quot|#39|#96);/g,
          (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' })[name] ?? '',
        );
        expect(back.length).toBe(text.length);
        expect([...back].every((character, at) => character === [...text.toWellFormed()][at] || character === '\ufffd')).toBe(true);
      }),
    );
    expect(escapeText('a\u0000b\u202ec\u2066')).toBe('a\ufffdb\ufffdc\ufffd');
  });

  test('only our own markup stays markup; undefined and false say nothing', () => {
    expect(html`${raw('<b>')}${undefined}${false}${0}${['<', 'x']}`.markup).toBe('<b>0&lt;x');
  });

  test('X2 an address leads to the web or into the house, never to a script', () => {
    for (const good of ['https://a.example/x?y#z', 'http://a.example', '/board?status=x', '#f-name']) expect(safeUrl(good)).toBe(good);
    for (const bad of [
      'javascript:alert(1)',
      ' javascript:x',
      'data:text/html,x',
      '//evil.example',
      '/\\evil.example',
      'https://a b',
      '',
      'vbscript:x',
    ])
      expect(safeUrl(bad)).toBe('#');
  });
});

describe('texts', () => {
  test('X2 one line is one line without turns of direction, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (text) => expect(oneLine(text)).not.toMatch(/[\r\n\t\v\f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]/)),
    );
  });

  test('lines end in every way that lines can end', () => {
    expect(linesOf('a\r\nb\nc\rd\u2028e\u0085f')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('what is cut never leaves half a character', () => {
    expect(clip('😀😀😀', 2)).toBe('😀…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, max) => expect(clip(text, max + 1).isWellFormed()).toBe(true)),
    );
  });

  test('R12 addresses are masked, wherever they stand', () => {
    expect(maskAddresses('from ada@example.org, "x"<bob+1@mail.example.co.uk>; ünï@exämple.org')).toBe(
      'from •••@•••, "x"<•••@•••>; •••@•••',
    );
  });

  test('R12 whatever nobody sees within an address hides nothing of it, and colours stay', () => {
    const [on, off] = ['\u001b[01;31m\u001b[K', '\u001b[m\u001b[K'];
    expect(maskAddresses(`mail ${on}alice${off}@${on}example.org${off}, bye`)).toBe(`mail ${on}•••@•••${off}${on}${off}, bye`);
    const address = 'alice@example.org';
    for (const unseen of ['\u001b[31m', '\u001b[K', '\u001b]8;;x\u0007', '\u00ad', '\u200b', '\ufeff', '\u2028', '\u0000', '\u009f'])
      for (const at of [...address, ''].keys()) {
        const masked = maskAddresses(`to ${address.slice(0, at)}${unseen}${address.slice(at)}!`);
        expect([unseen, masked.includes('alice') || masked.includes('example')]).toEqual([unseen, false]);
        expect(maskAddresses(masked)).toBe(masked);
      }
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('\u001b[1m', '\u001b[0m', 'a', '@', 'b.c', ' ', '\u200b', '<', '😀'), { maxLength: 30 }),
        (parts) => {
          const masked = maskAddresses(parts.join(''));
          expect(maskAddresses(masked)).toBe(masked);
          expect(plainLine(masked).replaceAll('\u200b', '')).toBe(maskAddresses(plainLine(parts.join('')).replaceAll('\u200b', '')));
        },
      ),
    );
  });

  test('R12 a text of signs that begin addresses costs no hours', () => {
    const started = performance.now();
    // Milliseconds when it looks at each character once, hours when it looks at the rest from each.
    maskAddresses('@'.repeat(1_000_000) + 'a'.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(120_000);
  });
});
