import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allNeeded, findCycles, type Node } from '#contexts/intake/domain/job-graph.ts';

const graphs: fc.Arbitrary<Node[]> = fc
  .integer({ min: 1, max: 12 })
  .chain((size) => fc.array(fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size }))
  .map((needs) => needs.map((targets, index) => ({ step: `s${index}`, needs: targets.map((target) => `s${target}`) })));

/** An independent check: a graph has a cycle when some node reaches itself in the closure of its edges (Warshall). */
function hasCycle(nodes: readonly Node[]): boolean {
  const reach = nodes.map((from) => nodes.map((to) => from.needs.includes(to.step)));
  for (const [middle] of nodes.entries()) {
    for (const row of reach) if (row[middle]) for (const [to] of nodes.entries()) row[to] ||= reach[middle]?.[to] ?? false;
  }
  return reach.some((row, index) => row[index]);
}

describe('cycles of needs', () => {
  test('I8 are found exactly when there are any', () => {
    fc.assert(fc.property(graphs, (nodes) => findCycles(nodes).length > 0 === hasCycle(nodes)));
  });

  test('I8 are real: every step needs the next, and no step is named twice', () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const cycles = findCycles(nodes);
        for (const cycle of cycles) {
          for (const [index, step] of cycle.entries()) {
            expect(nodes.find((node) => node.step === step)?.needs).toContain(cycle[(index + 1) % cycle.length]);
          }
        }
        expect(new Set(cycles.flat()).size).toBe(cycles.flat().length);
      }),
    );
  });

  test('I8 are all gone once the named jobs are taken out', () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const named = new Set(findCycles(nodes).flat());
        expect(hasCycle(nodes.filter((node) => !named.has(node.step)))).toBe(false);
      }),
    );
  });

  test('I8 a job that needs itself is a cycle of one', () => {
    expect(findCycles([{ step: 'A', needs: ['A'] }])).toEqual([['A']]);
  });
});

test('I6 what is needed is reached through others, and only through known ones', () => {
  const nodes = [
    { step: 'A', needs: [] },
    { step: 'B', needs: ['A', 'Z'] },
    { step: 'C', needs: ['B', 'C'] },
  ];
  expect([...allNeeded(nodes, 'C')].sort()).toEqual(['A', 'B', 'C']);
  expect([...allNeeded(nodes, 'A')]).toEqual([]);
});
