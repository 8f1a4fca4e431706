import { keepDrain } from '#contexts/operations/app/keep-drain.ts';
import type { Duration } from '#kernel/time.ts';
import { backendUsers } from '#products/rehearsal/app/backend-user.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** B2. What flags interrupt is stopped, and a drain is kept. `did`: how much that was not done before; `again`: while a drain is not ready. */
export async function heedFlags(system: System, slug: string, id: string): Promise<{ did: number; again?: Duration }> {
  let did = 0;
  for (const user of backendUsers(system)) did += await user.interrupt(slug, id);
  const { said, again } = await keepDrain(kernelOf(system), slug, id);
  return { did: did + (said ? 1 : 0), ...(again === undefined ? {} : { again }) };
}
