import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeOf, entry, effect, holding, outboxEntry, put, withStore } from './samples.ts';
import type { Open } from './samples.ts';
import type { InboxDocument } from '#contexts/intake/documents.ts';

const MOST = 100_000;
const listOf = (document: InboxDocument | undefined): number[] => (document?.answer as { list: number[] } | undefined)?.list ?? [];
const padded = (bytes: number): unknown => holding('x'.repeat(bytes - JSON.stringify(holding('')).length));

/** Which values are documents, and that they come back as they went in. */
export function jsonCases(open: Open): void {
  refusedCases(open);
  keptCases(open);
  sizeCases(open);
}

function refusedCases(open: Open): void {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const deep = Array.from({ length: 101 }).reduce<unknown>((inner) => [inner], 1);
  const refused: Record<string, unknown> = {
    'undefined in an object': { a: undefined },
    'undefined in an array': [1, undefined],
    'a hole in an array': Array.from({ length: 2 }, () => 1).concat(Array(1) as number[]),
    NaN: NaN,
    Infinity: [-Infinity],
    'a Date': new Date(0),
    'a bigint': 1n,
    'a Map': new Map(),
    "a class's object": new (class Point {
      x = 1;
    })(),
    'a function': () => 1,
    'a symbol': Symbol('s'),
    'a key that is a symbol': { [Symbol('s')]: 1 },
    bytes: Buffer.from('x'),
    'a boxed text': Object('x'),
    'a circle': cyclic,
    'nesting without end': deep,
  };
  for (const [what, value] of Object.entries(refused)) {
    test(
      `${what} is not_json`,
      withStore(open, async ({ store }) => {
        const writing = store.transact(async (tx) => tx.create(entry(), holding(value)));
        await expect(writing).rejects.toMatchObject({ code: 'not_json', path: 'inbox/entry' });
        expect(await codeOf(store.transact(async (tx) => tx.set(entry(), holding({ deep: [value] }))))).toBe('not_json');
        expect(await store.get(entry())).toBeUndefined();
      }),
    );
  }

  for (const value of [null, [], 'text', 1, true]) {
    test(
      `${JSON.stringify(value)} is no document`,
      withStore(open, async ({ store }) => {
        expect(await codeOf(put(store, effect('e'), value as never))).toBe('not_json');
      }),
    );
  }

  for (const [what, value] of Object.entries({ 'a lone surrogate': 'a\uD800', 'a NUL': 'a\u0000b', 'over 1,500 bytes': 'ä'.repeat(751) })) {
    test(
      `${what} in a field that an index reads is not_json`,
      withStore(open, async ({ store }) => {
        expect(await codeOf(put(store, effect('e'), outboxEntry({ state: value })))).toBe('not_json');
      }),
    );
  }
}

function keptCases(open: Open): void {
  const kept: Record<string, unknown> = {
    null: null,
    'nothing at all': {},
    'arrays in arrays': [[1, [2, []]], [[]]],
    'objects in arrays in objects': { a: [{ b: [{ c: null }] }] },
    'forty levels': Array.from({ length: 40 }).reduce<unknown>((inner) => ({ inner }), 'core'),
    'odd keys': {
      '': 1,
      '.': 2,
      'a.b': 3,
      'a/b': 4,
      '`': 5,
      __x__: 6,
      __proto__x: 7,
      constructor: 8,
      ключ: 9,
      '\u0000': 10,
      $: 11,
      '"': 12,
      '\\': 13,
    },
    'a key named __proto__': JSON.parse('{"__proto__": {"polluted": true}}') as unknown,
    'large and small numbers': [
      0,
      -1,
      2 ** 31,
      2 ** 53,
      -(2 ** 53),
      Number.MAX_SAFE_INTEGER,
      Number.MAX_VALUE,
      Number.MIN_VALUE,
      1e21,
      12345678901234567000,
    ],
    fractions: [0.1, 0.1 + 0.2, -1.5e-10, 1 / 3, 100.0, 5e-324],
    'texts that look like other things': ['1', 'true', 'null', '2020-01-01T00:00:00Z', '=SUM(A1)', '{"a":1}'],
    'all of Unicode': ['é', 'e\u0301', '😀', '\u202E', '\uFEFF', '\uFFFF', '\u2028', '\u0000', '\u007F', '한', '\u{10FFFF}'],
    'lone surrogates': ['\uD800', 'a\uDC00b', '\uDC00\uD800', { '\uD83D': '\uDE00' }],
    'a large array': Array.from({ length: 5_000 }, (_, at) => at),
  };
  for (const [what, value] of Object.entries(kept)) {
    test(
      `${what} comes back as it went in`,
      withStore(open, async ({ store }) => {
        await put(store, entry(), holding(value));
        expect(await store.get(entry())).toStrictEqual(holding(value));
      }),
    );
  }

  test(
    'any JSON value comes back as it went in',
    withStore(open, async ({ store }) => {
      const anything = fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' });
      await fc.assert(
        fc.asyncProperty(anything, async (value) => {
          await put(store, entry(), holding(value));
          expect(JSON.stringify((await store.get(entry()))?.answer)).toBe(JSON.stringify(value));
        }),
        { numRuns: 40 },
      );
    }),
  );

  test(
    'the order of keys means nothing',
    withStore(open, async ({ store }) => {
      await put(store, entry(), { answer: { b: 1, a: 2 }, status: 201, receivedAt: 1, bodyHash: 'h' });
      expect(await store.get(entry())).toEqual(holding({ a: 2, b: 1 }));
    }),
  );

  test(
    'what is read is a copy: changing it changes nothing stored',
    withStore(open, async ({ store }) => {
      await put(store, entry(), holding({ list: [1] }));
      const first = await store.get(entry());
      listOf(first).push(2);
      const second = await store.transact((tx) => tx.get(entry()));
      listOf(second).push(3);
      expect(await store.get(entry())).toEqual(holding({ list: [1] }));
    }),
  );
}

function sizeCases(open: Open): void {
  test(
    'Z3 a document of exactly 100,000 bytes is kept',
    withStore(open, async ({ store }) => {
      const document = padded(MOST) as ReturnType<typeof holding>;
      await put(store, entry(), document);
      expect(await store.get(entry())).toEqual(document);
    }),
  );

  test(
    'Z3 one byte more is document_too_large',
    withStore(open, async ({ store }) => {
      const writing = store.transact(async (tx) => tx.set(entry(), padded(MOST + 1) as never));
      await expect(writing).rejects.toMatchObject({ code: 'document_too_large', path: 'inbox/entry' });
      expect(await store.get(entry())).toBeUndefined();
    }),
  );

  test(
    'Z3 size is counted in bytes, not in characters',
    withStore(open, async ({ store }) => {
      expect(await codeOf(put(store, entry(), holding('ä'.repeat(49_000))))).toBe('no error');
      expect(await codeOf(put(store, entry(), holding('ä'.repeat(50_000))))).toBe('document_too_large');
    }),
  );
}
