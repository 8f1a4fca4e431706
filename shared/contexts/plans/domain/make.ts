import { circlesIn } from '#kernel/graph/circles.ts';
import { LONGEST_NAME, MOST_NEEDS, MOST_STEPS } from '#contexts/plans/domain/limits.ts';
import { duplicates, needsOfNothing } from '#kernel/graph/names-used.ts';
import { placesOf } from '#kernel/graph/order.ts';
import type { Ordered } from '#kernel/graph/ordered.ts';
import { groups, type Step } from '#contexts/plans/domain/step.ts';

/** Whose plan it is: a request, a pipeline run, a change. */
export interface Owner {
  kind: string;
  id: string;
}

/** `exclusive`: while it goes on nobody else uses the backend. `shares`: its steps take slots of pools (B7). */
export type Mode = 'exclusive' | 'shares';

export interface Asked {
  owner: Owner;
  backend: string;
  mode: Mode;
  steps: readonly Step[];
}

/** `step`: place of the step that has it, from 0; left out where the plan as a whole has it. */
export type PlanProblem = { step?: number; message: string } & (
  | { code: 'no_steps' | 'too_many_steps' | 'too_many_needs' | 'bad_name' | 'duplicate_name' | 'bad_weight' }
  | { code: 'unknown_need' | 'need_in_later_group'; need: string }
  | { code: 'circle'; circle: string[] }
);

/** A plan that can be kept and will end, its steps group by group in the order given; or everything that is wrong with it. */
export function makePlan(asked: Asked): { plan: Asked } | { problems: PlanProblem[] } {
  const problems = planProblems(asked.steps);
  if (problems.length > 0) return { problems };
  return { plan: { ...asked, steps: groups.flatMap((group) => asked.steps.filter((step) => step.group === group)) } };
}

export function planProblems(steps: readonly Step[]): PlanProblem[] {
  const amount = tooMuch(steps);
  // Comparing what nobody bounded would be work for nothing.
  if (amount !== undefined) return [amount];
  return [...steps.flatMap(badStep), ...sameNames(steps), ...unknownNeeds(steps), ...wrongWay(steps), ...circles(steps)];
}

function tooMuch(steps: readonly Step[]): PlanProblem | undefined {
  if (steps.length === 0) return { code: 'no_steps', message: 'There is nothing to do.' };
  if (steps.length > MOST_STEPS)
    return { code: 'too_many_steps', message: `A plan has at most ${MOST_STEPS} steps; this one has ${steps.length}.` };
  let needs = 0;
  for (const step of steps) needs += step.needs.length;
  return needs <= MOST_NEEDS
    ? undefined
    : { code: 'too_many_needs', message: `The steps of a plan have at most ${MOST_NEEDS} needs together; these have ${needs}.` };
}

function badStep({ name, weight = 1 }: Step, step: number): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (name === '' || name.length > LONGEST_NAME)
    problems.push({ step, code: 'bad_name', message: `The name of a step has 1 to ${LONGEST_NAME} characters.` });
  if (!Number.isInteger(weight) || weight < 1)
    problems.push({ step, code: 'bad_weight', message: `The step ${shown(name)} must take a whole number of slots, at least 1.` });
  return problems;
}

function sameNames(steps: readonly Ordered[]): PlanProblem[] {
  return duplicates(steps).map((step) => {
    const message = `Another step has the name ${shown(steps[step]?.name ?? '')}; give this one a name of its own.`;
    return { step, code: 'duplicate_name', message };
  });
}

function unknownNeeds(steps: readonly Ordered[]): PlanProblem[] {
  return needsOfNothing(steps).map(({ step, need }) => {
    const message = `${shown(steps[step]?.name ?? '')} needs ${shown(need)}, which is no step.`;
    return { step, code: 'unknown_need', need, message };
  });
}

/** What comes later cannot be needed before. */
function wrongWay(steps: readonly Step[]): PlanProblem[] {
  const groupOf = new Map(steps.map(({ name, group }) => [name, group]));
  return steps.flatMap(({ name, group, needs }, step) =>
    needs.flatMap((need): PlanProblem[] => {
      const other = groupOf.get(need);
      if (other === undefined || groups.indexOf(other) <= groups.indexOf(group)) return [];
      const message = `${shown(name)} comes in the group ${group} and cannot need ${shown(need)}, which comes in ${other}.`;
      return [{ step, code: 'need_in_later_group', need, message }];
    }),
  );
}

function circles(steps: readonly Ordered[]): PlanProblem[] {
  const places = placesOf(steps);
  return circlesIn(steps).map((circle) => ({
    step: places.get(circle[0] ?? '') ?? 0,
    code: 'circle',
    circle,
    message: `These steps wait for one another: ${[...circle, circle[0] ?? ''].map(shown).join(' → ')}.`,
  }));
}

function shown(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}
