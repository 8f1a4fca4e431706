import { circlesIn } from '#kernel/graph/circles.ts';
import { MOST_NEEDS } from '#products/pipelines/domain/plan-file/limits.ts';
import { nearest } from '#products/pipelines/domain/plan-file/nearest.ts';
import { named, type Findings } from '#products/pipelines/domain/plan-file/problem.ts';
import type { ActionRead } from '#products/pipelines/domain/plan-file/rules/action.ts';
import { RESERVED } from '#products/pipelines/domain/plan-file/rules/reserved.ts';

/** What is asked of all actions together: runs and paths that stand twice, needs that name nothing, cycles. */
export function checkAcross(actions: readonly ActionRead[], version: number | undefined, findings: Findings): void {
  checkRuns(actions, findings);
  if (version !== undefined && version >= 2) checkPaths(actions, findings);
  checkNeeds(actions, findings);
  checkCycles(actions, findings);
}

function checkRuns(actions: readonly ActionRead[], { refuse }: Findings): void {
  const first = new Map<string, string>();
  for (const { name, run } of actions) {
    if (run === undefined || run.text.trim() === '') continue;
    const earlier = first.get(run.text);
    if (earlier === undefined) first.set(run.text, name);
    else
      refuse({ rule: 'A15', at: run.at, path: ['actions', name, 'run'], message: `${named(name)} has the same run as ${named(earlier)}` });
  }
}

function checkPaths(actions: readonly ActionRead[], { refuse }: Findings): void {
  const first = new Map<string, string>();
  for (const { name, outputs } of actions)
    for (const { level, name: output, path, at } of outputs) {
      const earlier = first.get(path);
      if (earlier === undefined) first.set(path, name);
      else
        refuse({
          rule: 'O32',
          at,
          path: ['actions', name, 'outputs', level, output],
          message: `${named(path)} is not unique: it stands in outputs of ${named(earlier)} and of ${named(name)}`,
        });
    }
}

/** Each is a look at all names. */
const MOST_GUESSES = 10;

function checkNeeds(actions: readonly ActionRead[], { refuse }: Findings): void {
  const names = new Set(actions.filter(({ name, isText }) => isText && name !== RESERVED).map(({ name }) => name));
  const numbers = new Set(actions.filter(({ isText }) => !isText).map(({ name }) => name));
  let guesses = 0;
  for (const { name, needs } of actions)
    for (const { name: need, at, place } of needs) {
      if (names.has(need)) continue;
      const near = (guesses += 1) > MOST_GUESSES ? undefined : nearest(need, names);
      const meant = near === undefined ? undefined : `Did you mean ${named(near)}?`;
      const hint = numbers.has(need) ? `Put the name of the action between quotes: '${need}':` : meant;
      refuse({
        rule: 'N03',
        ...(name === RESERVED ? { also: ['N09'] } : {}),
        at,
        path: ['actions', name, 'needs', String(place)],
        message: `${named(name)} needs the unknown action ${named(need)}`,
        ...(hint === undefined ? {} : { hint }),
      });
    }
  const all = actions.reduce((sum, { needs }) => sum + needs.length, 0);
  if (all > MOST_NEEDS) refuse({ rule: 'L05', at: 0, path: ['actions'], message: `more than ${MOST_NEEDS} needs in the file` });
}

function checkCycles(actions: readonly ActionRead[], { refuse }: Findings): void {
  const placed = new Map(actions.map((action) => [action.name, action]));
  const cycles = circlesIn(actions.map(({ name, needs }) => ({ name, needs: needs.map((need) => need.name) })));
  for (const cycle of cycles) {
    const [first = ''] = cycle;
    const next = cycle[1] ?? first;
    const need = placed.get(first)?.needs.find(({ name }) => name === next);
    refuse({
      rule: cycle.length === 1 ? 'N06' : 'N05',
      at: need?.at ?? 0,
      path: ['actions', first, 'needs', String(need?.place ?? 0)],
      message: `cycle ${cycleText([...cycle, first])}`,
      hint: 'Take one of these needs out.',
    });
  }
}

/** Of a long one the ends. */
const MOST_SHOWN = 30;

function cycleText(names: readonly string[]): string {
  if (names.length <= MOST_SHOWN) return names.map(named).join(' > ');
  const half = MOST_SHOWN / 2;
  const left = `… ${names.length - MOST_SHOWN} more …`;
  return [...names.slice(0, half).map(named), left, ...names.slice(-half).map(named)].join(' > ');
}
