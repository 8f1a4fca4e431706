import { inOrder } from '#kernel/graph/order.ts';
import { largest } from '#kernel/lists.ts';
import { levels, type Action, type Level, type PlanFile } from '#products/pipelines/domain/plan-file/plan.ts';

/** What a plan comes to, in numbers and two digests that another program can compute too. */
export interface PlanFacts {
  version: number;
  actions: number;
  /** Items of all needs, one that stands twice counted twice. */
  edges: number;
  /** Actions of the longest chain of needs. */
  depth: number;
  /** Actions without needs. */
  roots: number;
  max_needs: number;
  max_needed_by: number;
  outputs: Record<Level, number>;
  database_actions: number;
  needs_sha256: string;
  plan_sha256: string;
}

/** `sha256`: of a text in UTF-8, in hex. */
export function factsOf({ version, actions }: PlanFile, sha256: (text: string) => string): PlanFacts {
  const needs = actions.flatMap((action) => action.needs.map((need) => ({ action: action.name, need })));
  const digest = (lines: readonly string[]): string => sha256(inCodePointOrder(lines).join('\n'));
  return {
    version,
    actions: actions.length,
    edges: needs.length,
    depth: depthOf(actions),
    roots: actions.filter((action) => action.needs.length === 0).length,
    max_needs: largest(
      0,
      actions.map((action) => action.needs.length),
    ),
    max_needed_by: largest(0, countsOf(needs.map(({ need }) => need)).values()),
    outputs: outputsOf(actions),
    database_actions: actions.filter((action) => action.usesDatabase).length,
    needs_sha256: digest(needs.map(({ action, need }) => `${action}<-${need}`)),
    plan_sha256: digest(actions.flatMap(linesOf)),
  };
}

function linesOf({ name, run, needs, outputs }: Action): string[] {
  return [
    [name, 'run', JSON.stringify(run)].join('\t'),
    [name, 'needs', needs.join(',')].join('\t'),
    ...outputs.map((output) => [name, 'output', output.level, output.name, output.path].join('\t')),
  ];
}

function depthOf(actions: readonly Action[]): number {
  const depths = new Map<string, number>();
  for (const { name, needs } of inOrder(actions))
    depths.set(
      name,
      1 +
        largest(
          0,
          needs.map((need) => depths.get(need) ?? 0),
        ),
    );
  return largest(0, depths.values());
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function outputsOf(actions: readonly Action[]): Record<Level, number> {
  const counts = countsOf(actions.flatMap(({ outputs }) => outputs.map(({ level }) => level)));
  const [high, moderate, minimal] = levels.map((level) => counts.get(level) ?? 0);
  return { highly_sensitive: high ?? 0, moderately_sensitive: moderate ?? 0, minimally_sensitive: minimal ?? 0 };
}

/** As the bytes of UTF-8 are ordered, and not the UTF-16 units that a plain sort compares. */
function inCodePointOrder(lines: readonly string[]): string[] {
  return lines.toSorted(compareCodePoints);
}

function compareCodePoints(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === end) return a.length - b.length;
  return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
}

/** Halves of pairs come behind all units that stand for themselves: they make code points from U+10000 on. */
function rank(unit: number): number {
  return unit >= 0xd8_00 && unit <= 0xdf_ff ? unit + 0x1_00_00 : unit;
}
