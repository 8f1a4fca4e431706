import { releaseRef } from '#contexts/calendar/app/release-ref.ts';
import type { ListedRelease } from '#contexts/calendar/domain/listed.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** C1, C5. Every row of the calendar, the latest first, with what came of its last cut. */
export async function releaseList(system: System): Promise<ListedRelease[]> {
  const rows = await Promise.all(
    system.rules.releases.map(async ({ name, softCutoff, hardCutoff }) => {
      const release = (await system.store.get(releaseRef(system, name)))?.state;
      const cut = release?.cuts.at(-1);
      const counts = cut === undefined ? undefined : { made: cut.made, moved: cut.moved, blocking: cut.blocking };
      return { name, softCutoff: softCutoff ?? hardCutoff, hardCutoff, reports: release?.reports ?? 0, cut: counts };
    }),
  );
  return rows.toSorted((a, b) => b.hardCutoff - a.hardCutoff);
}
