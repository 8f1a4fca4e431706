import type { Figure } from '#kernel/figures.ts';
import { answerFigures } from '#products/rehearsal/app/figures/answers.ts';
import { backendFigures } from '#products/rehearsal/app/figures/backends.ts';
import { effectFigures } from '#products/rehearsal/app/figures/effects.ts';
import { requestFigures } from '#products/rehearsal/app/figures/requests.ts';
import { sweepFigures } from '#products/rehearsal/app/figures/sweep.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** X8. All figures, read at once. Each costs a count, or the first document of an index: nothing is gone through, whatever there is. */
export async function readFigures(system: System): Promise<Figure[]> {
  const now = await system.store.now();
  const all = await Promise.all([
    requestFigures(system, now),
    answerFigures(system, now),
    effectFigures(system, now),
    sweepFigures(system, now),
    backendFigures(system, now),
  ]);
  return all.flat();
}
