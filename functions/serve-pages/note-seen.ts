import { actingToSee } from '#contexts/access/app/act.ts';
import { noteAuditRead } from '#contexts/access/app/note-audit-read.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { PageDependencies } from './dependencies.ts';

/** W5. That somebody looked at the audit log is an entry of it. */
export async function noteSeen(
  { system, newId }: Pick<PageDependencies, 'system' | 'newId'>,
  viewer: Principal | undefined,
  { how, url }: { how: 'page' | 'csv' | 'json'; url: URL },
): Promise<void> {
  if (viewer === undefined) throw new TypeError('the audit log is shown to nobody in particular');
  await noteAuditRead(kernelOf(actingToSee(system, viewer, 'audit.read')), newId(), { how, filter: url.searchParams.toString() });
}
