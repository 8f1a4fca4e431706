import fc from 'fast-check';
import type { Group, KnownStep, Step, StepState } from '#contexts/plans/domain/step.ts';

export function step(name: string, needs: string[] = [], more: Partial<Step> = {}): Step {
  return { name, group: 'main', needs, program: 'command', input: {}, ...more };
}

export function standing(name: string, needs: string[] = [], more: Partial<KnownStep> = {}): KnownStep {
  return { name, group: 'main', needs, state: 'waiting', ...more };
}

/** A plan without circles: a step needs some of those that are drawn before it, in its own group or one before; then all are shuffled. */
export const somePlan: fc.Arbitrary<Step[]> = fc
  .array(
    fc.record({
      group: fc.constantFrom<Group>('before', 'main', 'main', 'main', 'after'),
      needs: fc.array(fc.nat(), { maxLength: 4 }),
      key: fc.nat(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((drawn) => {
    const steps = drawn.map(({ group, needs, key }, at) => {
      const possible = drawn.flatMap((other, n) => (n < at && other.group === group ? [`s${n}`] : []));
      const chosen = possible.length === 0 ? [] : needs.map((need) => possible[need % possible.length] ?? '');
      return { key, one: step(`s${at}`, [...new Set(chosen)], { group }) };
    });
    return steps.toSorted((a, b) => a.key - b.key).map(({ one }) => one);
  });

export function begin(steps: readonly Step[]): (KnownStep & { culprit?: string })[] {
  return steps.map(({ name, group, needs }) => ({ name, group, needs, state: 'waiting' as StepState }));
}
