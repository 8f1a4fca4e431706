import { heedFlags } from '#products/rehearsal/app/heed-flags.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { interrupted } from '#contexts/backends/domain/flags.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { alone } from '#kernel/app/sweep.ts';

/** B2. */
export const flags = defineSweeper({
  kind: 'lost',
  order: 35,
  finds: 'what a flag of its backend was to stop and did not, and drains that nobody keeps',
  helps: 'stops it, keeps the deadline, and says that the drain is ready where it is',
  async look(system, sweep) {
    let found = 0;
    for (const slug of await backendSlugs(system)) if (await alone(system, slug, () => isOverlooked(system, slug, sweep))) found += 1;
    return found;
  },
});

async function isOverlooked(system: System, slug: string, sweep: string): Promise<boolean> {
  const { state } = await readBackend(system, slug);
  if (interrupted(state) === undefined && (state.drain === undefined || state.drain.readyAt !== undefined)) return false;
  return (await heedFlags(system, slug, `sweep:${sweep}`)).did > 0;
}
