import type { SweeperNote, SweepNote } from '#products/rehearsal/stored/document-types.ts';
import { HOUR, type Instant } from '#kernel/time.ts';
import { lostOf, type Looked } from '#products/rehearsal/app/sweep.ts';
import { SWEEP_NOTE } from '#products/rehearsal/app/sweep-note.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { collections } from '#products/rehearsal/stored/documents.ts';
import { storeShape } from '#kernel/store/shapes.ts';

/**
 * Written when it found something or could not look, and once an hour as a sign of life: at rest it costs nothing. `known`: the note as it was
 * before.
 */
export async function noteSweep(system: System, looked: Looked, known: SweepNote | undefined): Promise<void> {
  const found: Record<string, number> = lostOf(looked);
  const isWork = Object.values(found).some((count) => count > 0);
  const isRaised = (known?.storeShape ?? 1) < storeShape(collections);
  if (!isWork && !isRaised && !isNews(looked, known) && known !== undefined && (await system.store.now()) - known.at < HOUR) return;
  await system.store.transact(async (tx) => {
    const document = await tx.get(SWEEP_NOTE);
    const before = document?.id === 'sweep' ? document : undefined;
    const at = tx.now();
    const last = isWork ? { at, found } : before?.last;
    tx.set(SWEEP_NOTE, {
      id: 'sweep',
      storeShape: Math.max(before?.storeShape ?? 1, storeShape(collections)),
      at,
      found,
      totals: sums(before?.totals ?? {}, found),
      ...bySweeper(before?.sweepers, looked, at),
      ...(last === undefined ? {} : { last }),
    });
  });
}

/** What was due was done, or one could not look, or can again. */
function isNews({ found, failed, kinds }: Looked, known: SweepNote | undefined): boolean {
  const isDone = Object.entries(kinds).some(([name, kind]) => kind === 'due' && (found[name] ?? 0) > 0);
  return isDone || Object.keys(failed).length > 0 || Object.values(known?.sweepers ?? {}).some((one) => one.failed !== undefined);
}

/** By name, with what is remembered of those that found nothing now; nothing at all where nothing was ever found. */
function bySweeper(before: SweepNote['sweepers'], { found, failed, kinds }: Looked, at: Instant): Pick<SweepNote, 'sweepers'> {
  const notes = Object.keys(kinds).flatMap((name): [string, SweeperNote][] => {
    const count = found[name] ?? 0;
    const last = count > 0 ? { at, count } : before?.[name]?.found;
    const why = Object.hasOwn(failed, name) ? { at, why: String(failed[name]).slice(0, 300) } : undefined;
    if (last === undefined && why === undefined) return [];
    return [[name, { ...(last === undefined ? {} : { found: last }), ...(why === undefined ? {} : { failed: why }) }]];
  });
  return notes.length === 0 ? {} : { sweepers: Object.fromEntries(notes) };
}

function sums(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}
