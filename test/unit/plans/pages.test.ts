import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LARGEST_PAGE, LONGEST_NAME } from '#contexts/plans/domain/limits.ts';
import { makeNames, partOf, placeIn } from '#contexts/plans/domain/names.ts';
import { endOnPage, giveUpPage, hearEnds, markTold, pagesBehind, type Page } from '#contexts/plans/domain/page.ts';
import { makePages } from '#contexts/plans/domain/paging.ts';
import { settle } from '#contexts/plans/domain/settle.ts';
import type { Step, StepState } from '#contexts/plans/domain/step.ts';
import { begin, somePlan, step } from '#test/support/plan-steps.ts';

const shared = { owner: { kind: 'run', id: 'r' }, backend: 'b', mode: 'shares' as const };

function pagesOf(steps: readonly Step[]): Page[] {
  const pages = makePages('p', { ...shared, steps }, new Map(), 1);
  if ('problems' in pages) throw new Error(JSON.stringify(pages.problems));
  return pages;
}

/** All that pages have to say to one another, until all have heard. */
function talk(pages: Page[]): Page[] {
  const now = [...pages];
  for (
    let source = now.findIndex((page) => pagesBehind(page).length > 0);
    source !== -1;
    source = now.findIndex((page) => pagesBehind(page).length > 0)
  ) {
    const behind = pagesBehind(now[source]!);
    for (const n of behind) now[n] = hearEnds(now[n]!, now[source]!, 2);
    now[source] = markTold(now[source]!, behind);
  }
  return now;
}

describe('O1 Z6 steps on pages', () => {
  test('Z3 a page never outgrows its document, whatever becomes of its steps', () => {
    const names = Array.from({ length: 300 }, (_, n) => `${'n'.repeat(90)}${n}`);
    const dense = [...names.map((name) => step(name)), ...names.map((name) => step(`d${name}`, names))];
    for (const [n, page] of pagesOf(dense).entries()) {
      const worst = giveUpPage(
        { ...page, told: Object.fromEntries(page.steps.flatMap(({ feeds }) => feeds.map((one) => [one, 99]))) },
        'dependency_failed',
        names[0],
        1_800_000_000_000,
      );
      const operated = { ...worst, steps: worst.steps.map((one) => ({ ...one, operation: 'o'.repeat(100), cancelAsked: true })) };
      expect([n, Buffer.byteLength(JSON.stringify(operated)) <= LARGEST_PAGE]).toEqual([n, true]);
    }
  });

  test('O1 a directory finds every name in one part, and no other', () => {
    fc.assert(
      fc.property(somePlan, (steps) => {
        const pages = pagesOf(steps);
        const parts = makeNames('p', pages);
        const first = parts.map(({ names }) => names[0]?.name ?? '');
        for (const { name } of steps) {
          const place = placeIn(parts[partOf(first, name) ?? -1]!, name)!;
          expect(pages[place.page]?.steps[place.at]?.name).toBe(name);
        }
        expect(partOf(first, '')).toBeUndefined();
      }),
    );
    const parts = makeNames('p', pagesOf(Array.from({ length: 1_000 }, (_, n) => step(`s${n}`))));
    expect(parts).toHaveLength(3);
    expect(
      partOf(
        parts.map(({ names }) => names[0]?.name ?? ''),
        'zzz',
      ),
    ).toBe(2);
  });

  test('Z3 a part of the directory never outgrows its document, however long names are', () => {
    const steps = Array.from({ length: 1_000 }, (_, n) => step(`${'名'.repeat(LONGEST_NAME - 4)}${n}`));
    const parts = makeNames('p', pagesOf(steps));
    expect(parts.flatMap(({ names }) => names)).toHaveLength(1_000);
    expect(parts.filter((part) => Buffer.byteLength(JSON.stringify(part)) > LARGEST_PAGE + 100)).toEqual([]);
  });

  test('O3 on pages the same comes of the same ends as all at once, whoever hears first', () => {
    const some = somePlan.map((steps) => steps.map((one) => ({ ...one, group: 'main' as const })));
    const ends = fc.array(fc.constantFrom('succeeded' as const, 'failed' as const, 'cancelled' as const), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(some, ends, fc.infiniteStream(fc.nat()), (steps, ends, picks) => {
        // Three steps a page: every plan spreads over several.
        let pages = cutSmall(pagesOf(steps), 3);
        let plain = settle(begin(steps));
        for (;;) {
          const ready = pages.flatMap(({ n, steps }) => steps.flatMap(({ state }, at) => (state === 'ready' ? [{ n, at }] : [])));
          if (ready.length === 0) break;
          const { n, at } = ready[picks.next().value % ready.length]!;
          const { name } = pages[n]!.steps[at]!;
          const state = ends[steps.findIndex((one) => one.name === name)]!;
          pages = pages.map((page) => (page.n === n ? endOnPage(page, [{ at, state }], 2) : page));
          if (picks.next().value % 2 === 0) pages = talk(pages);
          plain = settle(plain.map((one) => (one.name === name ? { ...one, state } : one)));
        }
        pages = talk(pages);
        while (pages.some(({ steps }) => steps.some(({ state }) => state === 'ready'))) {
          for (const { n, steps: own } of pages)
            for (const [at, { state, name }] of own.entries()) {
              if (state !== 'ready') continue;
              const end = ends[steps.findIndex((one) => one.name === name)]!;
              pages = talk(pages.map((page) => (page.n === n ? endOnPage(page, [{ at, state: end }], 2) : page)));
              plain = settle(plain.map((one) => (one.name === name ? { ...one, state: end } : one)));
            }
        }
        const kept = new Map<string, StepState>(pages.flatMap((page) => page.steps.map((one) => [one.name, one.state] as const)));
        expect(kept).toEqual(new Map(plain.map(({ name, state }) => [name, state])));
      }),
    );
  });
});

/** The same plan on smaller pages. */
function cutSmall(pages: readonly Page[], size: number): Page[] {
  const steps = pages.flatMap((page) => page.steps);
  const count = Math.ceil(steps.length / size);
  return Array.from({ length: count }, (_, n) => ({
    plan: 'p',
    n,
    group: 'main' as const,
    first: n * size,
    ends: [],
    told: {},
    steps: steps.slice(n * size, (n + 1) * size).map((one, at) => {
      const number = n * size + at;
      const feeds = new Set(steps.flatMap(({ needs }, other) => (needs.includes(number) ? [Math.floor(other / size)] : [])));
      feeds.delete(n);
      return { ...one, feeds: [...feeds].toSorted((a, b) => a - b) };
    }),
  }));
}
