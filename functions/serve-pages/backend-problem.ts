import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import type { Asked } from '#html/filter/read.ts';
import { clip } from '#html/text.ts';
import type { PageDependencies } from './dependencies.ts';

type AskedOfBackend = Pick<Asked, 'problems'> & { values: { backend?: string } };

/** B10. What is wrong, and besides that there is no such backend. What ran on one that is gone is still found, so the list stays. */
export async function backendProblem(
  system: PageDependencies['system'],
  viewer: Principal | undefined,
  { problems, values: { backend } }: AskedOfBackend,
): Promise<ReadonlyMap<string, string>> {
  if (backend === undefined) return problems;
  const sees = inSight(viewer, 'backends.read');
  const known = (await backendSlugs(system)).filter((one) => sees({ backend: one }));
  if (known.includes(backend)) return problems;
  const are = known.length === 0 ? 'There is none that you may see.' : `There are: ${known.join(', ')}.`;
  return new Map([...problems, ['backend', `There is no backend “${clip(backend, 40)}” now. ${are}`]]);
}
