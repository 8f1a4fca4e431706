import { tellIfOver } from '#products/pipelines/app/joins.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import { sweepGrace } from '#kernel/outbox.ts';

/** Of those that wait the longest; what is told makes room for the others. */
const MOST = 100;

/** B6. Steps that wait for a job of another run that is over. Gives how many were told. */
export async function tellForgottenJoins(house: JobHouse): Promise<number> {
  const to = (await house.store.now()) - sweepGrace(house.kernel);
  const found = await house.store.query({ index: 'joinsOpen', equal: { open: true }, limit: MOST, to });
  let told = 0;
  for (const { document } of found) if (await tellIfOver(house, document)) told += 1;
  return told;
}
