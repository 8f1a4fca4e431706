import { groups, isLost, isMet, isOver, type Group, type KnownStep } from '#contexts/plans/domain/step.ts';

/** How it stands with all that a step depends on. `lost`: it will never run, because of the culprit, which did not succeed by its own fault. */
export type Dependency = { state: 'met' } | { state: 'awaited'; steps: readonly string[] } | { state: 'lost'; culprit: string };

type Known = Pick<KnownStep, 'name' | 'group' | 'needs' | 'state'> & { culprit?: string | undefined };

/** Says of each step of a plan how it stands with what it depends on: what it needs, and the groups before its own. Each need is looked at once. */
export function dependencyLookup(steps: readonly Known[]): (step: Known) => Dependency {
  const known = new Map(steps.map((step) => [step.name, step]));
  const before = new Map(groups.map((group) => [group, groupBefore(steps, group)]));
  return (step) => dependencyOf(step, known, before.get(step.group) ?? { state: 'met' });
}

/** `general`: how it stands with the groups before its own. */
export function dependencyOf(step: Known, known: ReadonlyMap<string, Known>, general: Dependency): Dependency {
  if (general.state === 'lost') return general;
  const own = ownNeeds(step, known);
  return own.state === 'met' ? general : own;
}

function ownNeeds({ needs, group }: Known, known: ReadonlyMap<string, Known>): Dependency {
  const awaited: string[] = [];
  for (const need of needs) {
    const other = known.get(need);
    if (other === undefined) awaited.push(need);
    // Of a group before it the whole group is asked for, as far as it is asked for at all.
    else if (other.group !== group) continue;
    else if (isLost(other.state)) return { state: 'lost', culprit: other.culprit ?? other.name };
    else if (!isMet(other.state)) awaited.push(need);
  }
  return awaited.length === 0 ? { state: 'met' } : { state: 'awaited', steps: awaited };
}

/** What is asked for begins once all that makes ready has succeeded; what puts in order again (D6), once the rest is over, whatever became of it. */
export function groupBefore(steps: readonly Known[], group: Group): Dependency {
  if (group === 'before') return { state: 'met' };
  const earlier = steps.filter((step) => groups.indexOf(step.group) < groups.indexOf(group));
  if (group === 'main') {
    const lost = earlier.find(({ state }) => isLost(state));
    if (lost !== undefined) return { state: 'lost', culprit: lost.culprit ?? lost.name };
  }
  const awaited = earlier.filter(({ state }) => !isOver(state)).map(({ name }) => name);
  return awaited.length === 0 ? { state: 'met' } : { state: 'awaited', steps: awaited };
}
