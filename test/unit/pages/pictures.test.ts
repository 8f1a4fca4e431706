import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bars } from '#html/pictures/bars.ts';
import { bands } from '#html/pictures/bands.ts';
import { graph } from '#html/pictures/graph/draw.ts';
import { columnsOf, depthsOf, withoutDetours } from '#html/pictures/graph/layers.ts';
import type { Node } from '#html/pictures/graph/node.ts';
import { shownOf } from '#html/pictures/graph/shown.ts';

const told = { title: '<Lengths>', desc: 'What is "long"', table: { head: ['Name', 'Length'], rows: [['<a>', 1]] } };
/** Each needs some of those before it. */
const needs = fc
  .array(fc.array(fc.nat(200), { maxLength: 4 }), { maxLength: 40 })
  .map((all) => all.map((own, at) => own.filter((need) => need < at)));

const nodesOf = (all: readonly (readonly number[])[]): Node[] =>
  all.map((own, n) => ({ label: `step_${n}`, says: ['waits', 'failed', 'done'][n % 3] ?? '', sign: '…', ink: 'idle', needs: own }));

/** All that each needs, straight or through others. */
function reach(all: readonly (readonly number[])[]): Set<number>[] {
  const found: Set<number>[] = [];
  for (const own of all) found.push(new Set(own.flatMap((need) => [need, ...(found[need] ?? [])])));
  return found;
}

describe('pictures', () => {
  test('W7 a picture has a title, says what it shows, and has all of it in a table behind it; text is text', () => {
    for (const { markup } of [
      bars(told, [{ label: '<a>', value: 1, behind: 2, says: '1 h' }], { mark: { at: 1, says: 'promised' } }),
      bands(told, {
        from: 0,
        to: 10,
        rows: [{ label: '<a>', bands: [{ from: 0, to: 5, ink: 'idle', says: '<5>' }] }],
        inks: [],
        says: String,
      }),
      graph(told, nodesOf([[], [0]])),
    ]) {
      expect(markup).toContain('<title>&lt;Lengths&gt;</title><desc>What is &quot;long&quot;</desc>');
      expect(markup).toContain('aria-label="&lt;Lengths&gt;. What is &quot;long&quot;"');
      expect(markup).toContain('<th scope="row">&lt;a&gt;</th><td>1</td>');
      expect(markup).not.toMatch(/style=|<script|fill="#|<a>/);
    }
  });

  test('W7 what is needed stands left of what needs it, and every box once', () => {
    fc.assert(
      fc.property(needs, (all) => {
        const depths = depthsOf(all);
        all.forEach((own, at) => own.forEach((need) => expect(depths[need]).toBeLessThan(depths[at] ?? 0)));
        expect(
          columnsOf(all, depths)
            .flat()
            .toSorted((a, b) => a - b),
        ).toEqual([...all.keys()]);
      }),
    );
  });

  test('W7 a line is left out only where others say the same', () => {
    fc.assert(
      fc.property(needs, (all) => {
        const kept = withoutDetours(all, depthsOf(all));
        expect(reach(kept)).toEqual(reach(all));
        kept.forEach((own) => own.forEach((need) => expect(own.some((other) => reach(kept)[other]?.has(need) === true)).toBe(false)));
        expect(kept.flat().length).toBeLessThanOrEqual(all.flatMap((own) => [...new Set(own)]).length);
      }),
      { numRuns: 50 },
    );
  });

  test('W7 a circle is drawn, too, and the same graph has the same picture', () => {
    const circle = nodesOf([[1], [0], [1, 2]]);
    expect(graph(told, circle).markup).toBe(graph(told, circle).markup);
    expect(graph(told, circle).markup.match(/class="box/g)).toHaveLength(3);
  });

  test('W7 O1 of 5,000 boxes a few are drawn: as many as there are states at some depths, or the neighbourhood of one', () => {
    const nodes = nodesOf(
      Array.from({ length: 5_000 }, (_, n) => [n - 1, Math.floor(n / 2), n - 40].filter((need) => need >= 0 && need < n)),
    );
    const began = performance.now();
    const [all, near] = [shownOf(nodes), shownOf(nodes, 2_500)];
    const pages = [all, near].map(({ nodes: shown }) => graph(told, shown).markup.length);
    const took = performance.now() - began;
    expect(all).toMatchObject({ as: 'folded' });
    expect(all.nodes.length).toBeLessThanOrEqual(16 * 3);
    expect(near).toMatchObject({ as: 'around', label: 'step_2500' });
    expect(near.nodes.map(({ label }) => label)).toContain('step_2500');
    expect(Math.max(...pages)).toBeLessThan(60_000);
    expect(took).toBeLessThan(500);
  });
});
