import type { Step } from '#contexts/plans/domain/step.ts';
import type { Dice } from '../engine/dice.ts';

/** Large enough that a page holds few of them: what matters happens between pages. */
const LARGE = 'x'.repeat(18_000);

/** A plan that may be made, of 2 to 30 steps: chains, hubs and what is in between, with weights in two pools. */
export function drawPlan(dice: Dice): Step[] {
  const size = dice.between(2, 30);
  const thickness = dice.below(4);
  const steps: Step[] = [];
  for (let n = 0; n < size; n += 1) {
    const group = dice.chance(0.1) ? 'before' : dice.chance(0.15) ? 'after' : 'main';
    const possible = steps.filter((one) => one.group === group).map(({ name }) => name);
    const needs = new Set<string>();
    for (let more = dice.below(thickness + 1); more > 0; more -= 1)
      needs.add(dice.anyOf(dice.chance(0.5) ? possible.slice(-2) : possible) ?? '');
    needs.delete('');
    steps.push({
      name: `s${n}`,
      group,
      needs: [...needs],
      program: 'command',
      input: LARGE,
      ...(dice.chance(0.3) ? { pool: 'database' } : {}),
      ...(dice.chance(0.2) ? { weight: 2 } : {}),
    });
  }
  return steps.toSorted(() => dice.next() - 0.5);
}
