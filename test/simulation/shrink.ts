import { createDice } from './engine/dice.ts';
import { faultKinds, planOf, type FaultKind } from './engine/weather.ts';
import { run } from './run.ts';

/** What may be left away and still break the same promise. */
export interface Smaller {
  off: FaultKind[];
  requests: number;
  calmAfter: number;
}

/**
 * Greedy: kinds of faults one by one, then fewer requests, then an earlier calm; whatever keeps the failure stays.
 * An earlier calm may break it where a later one does not: the dice fall otherwise.
 */
export async function shrink(seed: number, invariant: string): Promise<Smaller> {
  const plan = planOf(seed, createDice(seed));
  let best: Smaller = { off: [], requests: plan.requests, calmAfter: plan.calmAfter };
  const still = async (smaller: Smaller): Promise<boolean> => {
    const { off, ...over } = smaller;
    const { failure } = await run(seed, { off, plan: over });
    if (failure?.invariant !== invariant) return false;
    best = smaller;
    return true;
  };
  for (const kind of faultKinds) if (plan.on[kind]) await still({ ...best, off: [...best.off, kind] });
  for (let requests = 1; requests < best.requests; requests += 1) if (await still({ ...best, requests })) break;
  for (let calmAfter = Math.floor(best.calmAfter / 2); calmAfter > 60_000; calmAfter = Math.floor(calmAfter / 2))
    await still({ ...best, calmAfter });
  return best;
}

export function replayCommand(seed: number, { off, requests, calmAfter }: Smaller): string {
  const kinds = off.length === 0 ? '' : ` --off ${off.join(',')}`;
  return `npm run simulate -- --seed ${seed}${kinds} --requests ${requests} --calm-after ${calmAfter}`;
}
