import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitting } from '#contexts/operations/pages/log/fit.ts';
import { terminalLine } from '#contexts/operations/pages/log/ansi.ts';
import { foldable, rowsOf } from '#contexts/operations/pages/log/rows.ts';
import type { Html } from '#html/markup.ts';
import { plainLine } from '#kernel/terminal.ts';

const shown = (line: string): string => terminalLine(line).markup;

const logRows = (lines: string[], from: number): Html => foldable(rowsOf(lines, from));

describe('R16 a line of a log is what a terminal would show', () => {
  test('R16 colours are classes, and what they dress is text', () => {
    expect(shown('\u001b[1;31mfailed <b>\u001b[0m and \u001b[92mgood\u001b[39m.')).toBe(
      '<span class="ab a1">failed &lt;b&gt;</span> and <span class="a2">good</span>.',
    );
    expect(shown('\u001b[38;5;196mred\u001b[48;2;1;2;3m of its own')).toBe('red of its own');
  });

  test('R16 a carriage return writes over what stood there', () => {
    expect(shown('10%\r50%\r\u001b[32m100%\r')).toBe('<span class="a2">100%</span>');
    expect(plainLine('10%\r\u001b[1mdone\u001b[0m')).toBe('done');
  });

  test('X2 R16 other orders to a terminal are left out: links, titles, cursors, whole and broken', () => {
    expect(shown('a\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u001b[2Kb\u001b[10;20Hc\u001bcd')).toBe('alink bcd');
    expect(shown('half an order \u001b[31')).toContain('half an order');
    expect(shown('<script>alert(1)</script>')).not.toContain('<script>');
  });
});

describe('W6 rows', () => {
  test('R12 W6 each line has its number and an address; addresses of people are masked', () => {
    expect(logRows(['hello ada@example.org'], 41).markup).toBe('<div id="L41"><a href="#L41">41</a> hello •••@•••</div>');
  });

  test('W6 groups can be folded, those of one window are closed in it', () => {
    const markup = logRows(['::group::Set up', 'a', '::endgroup::', 'b', '--- Tests', 'c'], 1).markup;
    expect(markup.replaceAll(/<a [^>]*>\d<\/a> /g, '')).toBe(
      '<details open><summary><div id="L1">Set up</div></summary><div id="L2">a</div></details><div id="L3">::endgroup::</div><div id="L4">b</div><details open data-open><summary><div id="L5">Tests</div></summary><div id="L6">c</div></details>',
    );
  });

  test('W6 a line that is longer than a page is for is cut, and says so', () => {
    expect(logRows(['x'.repeat(5_000)], 1).markup).toContain('… [1000 more characters are in the download]');
  });

  test('W6 R12 whatever lines are, a row is short, tells no address, and what fits is what there is room for, about the line that is wanted', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '\u001b[1;31mx\u001b[0m'.repeat(400),
        '漢'.repeat(3_000),
        '"&<>\''.repeat(900),
        '::group::a',
        '::endgroup::',
        'ada@example.org',
        '\u202e'.repeat(500),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 8_000, max: 60_000 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (lines, from, most, part) => {
          const rows = rowsOf(lines, from);
          expect(rows.map(({ number }) => number)).toEqual(lines.map((_, n) => from + n));
          const at = from + Math.floor(part * lines.length);
          for (const about of ['first', 'last', at] as const) {
            const some = fitting(rows, most, about);
            const markup = foldable(some).markup;
            expect(new TextEncoder().encode(markup).length).toBeLessThanOrEqual(most + some.length * 60);
            expect(markup).not.toContain('ada@example.org');
            const wanted = about === 'first' ? from : about === 'last' ? from + lines.length - 1 : at;
            const numbers = some.map(({ number }) => number);
            expect(numbers).toContain(wanted);
            expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => (numbers[0] ?? 0) + n));
            // No room is left for one more on a side where there is one.
            const size = some.reduce((sum, { bytes }) => sum + bytes, 0);
            const next = rows[rows.findIndex(({ number }) => number === numbers.at(-1)) + 1];
            if (next !== undefined && about !== 'last') expect(size + next.bytes).toBeGreaterThan(most);
          }
          for (const { bytes } of rows) expect(bytes).toBeLessThanOrEqual(6_000);
        },
      ),
      { numRuns: 60 },
    );
  });
});
