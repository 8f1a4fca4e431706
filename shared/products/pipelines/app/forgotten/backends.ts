import { backendSlugs } from '#contexts/backends/app/named.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { alone } from '#kernel/app/sweep.ts';

/** Looks at each backend by itself: one that cannot be looked at does not keep the others from it. */
export async function onEachBackend(system: System, look: (slug: string) => Promise<number>): Promise<number> {
  let found = 0;
  for (const slug of await backendSlugs(system))
    await alone(system, slug, async () => {
      found += await look(slug);
      return true;
    });
  return found;
}
