import { describe, expect, test } from '@jest/globals';
import { importGraph, importsIn, isNamed } from '#infra/tools/fence/import-graph.ts';
import { root, sourcesIn, textOf } from '#test/support/sources.ts';

const sources = sourcesIn('shared', 'functions', 'infra');
const tests = sourcesIn('test');

/** May only go down. Whoever needs a part of it takes that part (docs/decisions/0065). */
const FILES_WITH_REQUEST_STATE = 21;

/** Lines of the file at this place, were they sorted: 0.5 is the median. */
function lengthAt(place: number, files: readonly string[]): number {
  const lengths = files.map((file) => textOf(file).trimEnd().split('\n').length).toSorted((a, b) => a - b);
  return lengths[Math.floor((lengths.length - 1) * place)] ?? 0;
}

describe('Z1 the size of the house', () => {
  test('Z1 the kernel imports nothing but itself', () => {
    const graph = importGraph(root, [...sources, ...tests]);
    const kernel = sources.filter((file) => file.startsWith('shared/kernel/'));
    const outside = kernel.flatMap((file) => (graph.get(file) ?? []).filter((target) => !target.startsWith('shared/kernel/')));
    const elsewhere = kernel.flatMap((file) => importsIn(textOf(file)).filter((specifier) => !/^(#kernel\/|\.)/.test(specifier)));
    expect(kernel.length).toBeGreaterThan(0);
    expect([...outside, ...elsewhere]).toEqual([]);
  });

  test(`Z1 not more than ${FILES_WITH_REQUEST_STATE} files know the whole state of a request, all of its own product`, () => {
    const found = sources.filter((file) => isNamed('RequestState', textOf(file)) && !file.endsWith('/domain/state.ts'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(FILES_WITH_REQUEST_STATE);
    expect(found.filter((file) => !file.startsWith('shared/products/rehearsal/'))).toEqual([]);
    // Under another name it would not be counted.
    expect(found.filter((file) => /\bRequestState as\b|^(?:export )?type \w+ = RequestState;/m.test(textOf(file)))).toEqual([]);
  });

  test('Z1 half of all files have less than 60 lines, nine of ten less than 150, none more than 300', () => {
    expect(lengthAt(0.5, sources)).toBeLessThan(60);
    expect(lengthAt(0.9, sources)).toBeLessThan(150);
    expect(lengthAt(1, sources)).toBeLessThanOrEqual(300);
    // Tests are longer, and may be: of all files together the same is true.
    expect(lengthAt(0.5, [...sources, ...tests])).toBeLessThan(60);
    expect(lengthAt(0.9, [...sources, ...tests])).toBeLessThan(150);
    expect(lengthAt(1, tests)).toBeLessThanOrEqual(300);
  });

  test.each([
    ["import { a, type RequestState as C } from './a.ts';", true],
    ["import type {\n  RequestState,\n} from './d.ts';", true],
    ["import type * as request from './state.ts';\nexport type A = request.RequestState;", true],
    ["export type A = import('./state.ts').RequestState;", true],
    ["export type { RequestState } from './state.ts';", true],
    ['/** Of the RequestState. */\nconst a = 1; // RequestState', false],
    ["const a = 'RequestState'; const MyRequestState = 1;", false],
  ])('Z1 the whole state is seen however it is imported: %s', (text, isSeen) => {
    expect(isNamed('RequestState', text)).toBe(isSeen);
  });
});
