import type { DocumentRef } from '#products/rehearsal/stored/documents.ts';
import { estimateOf } from '#contexts/calendar/domain/named.ts';
import { cutBeforeMove, mayLookAgain, type ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import type { RuledRelease } from '#contexts/calendar/domain/rules.ts';
import type { Instant } from '#kernel/time.ts';
import { dispatchLoose } from '#products/rehearsal/app/outbox.ts';
import { releaseRef } from '#contexts/calendar/app/release-ref.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { changeRelease, loadRelease } from '#contexts/calendar/app/releases.ts';
import { mailsOfMove, readMoved } from '#products/rehearsal/app/calendar/tell.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** So many coming rows have their effects. */
const AHEAD = 3;
/** So many rows that are over are still looked at: their cut may be owed, or somebody may have come back to them. */
const BEHIND = 3;

/**
 * C3, C4, C6: sees to it that every row that is near has its effects, for the instant that it has now. A row as it was costs one read; one
 * that is over, one query more. Called by every sweep, so that what is changed in the settings needs nobody to say so. Gives how many rows
 * it did something about.
 */
export async function planCalendar(system: System): Promise<number> {
  const now = await system.store.now();
  const rows = system.rules.releases;
  const over = rows.filter(({ hardCutoff }) => hardCutoff <= now).slice(-BEHIND);
  const near = rows.filter(({ hardCutoff }) => hardCutoff > now).slice(0, AHEAD);
  let count = 0;
  for (const row of [...over, ...near]) {
    const ref = releaseRef(system, row.name);
    const known = (await system.store.get(ref))?.state;
    if (known?.hardCutoff !== row.hardCutoff || known.softCutoff !== softOf(row)) {
      await plan(system, ref, row, known);
      count += 1;
    } else if (row.hardCutoff <= now && (await lookBack(system, row, known, now))) count += 1;
  }
  return count;
}

function softOf({ softCutoff, hardCutoff }: RuledRelease): Instant {
  return softCutoff ?? hardCutoff;
}

/** C6: where it was cut before, the release team is told in the same commit what had moved on. */
async function plan(system: System, ref: DocumentRef<'releases'>, row: RuledRelease, seen: ReleaseState | undefined): Promise<void> {
  const { name, hardCutoff } = row;
  const cutAt = seen === undefined ? undefined : cutBeforeMove(seen, hardCutoff);
  const told = cutAt === undefined ? [] : await readMoved(system, ref, cutAt);
  const mails = await system.store.transact(async (tx) => {
    const document = await loadRelease(tx, ref, name);
    if (cutBeforeMove(document.state, hardCutoff) !== cutAt) return [];
    const asked = { command: 'plan_release', softCutoff: softOf(row), hardCutoff } as const;
    const done = changeRelease(kernelOf(system), tx, document, asked, `${softOf(row)}:${hardCutoff}:${tx.now()}`);
    if (done.outcome !== 'saved' || cutAt === undefined) return [];
    return mailsOfMove(system, tx, { ref, release: name, cutoff: cutAt }, told);
  });
  await dispatchLoose(system, mails);
}

/** Whoever awaits a cut that is over (reopened, or named late) is cut too, in a further look. */
async function lookBack(system: System, row: RuledRelease, known: ReleaseState, now: Instant): Promise<boolean> {
  if (!mayLookAgain(known, row.hardCutoff, now)) return false;
  const awaited = [row.name, estimateOf(system.rules, row)].filter((name) => name !== undefined);
  const late = await Promise.all(
    awaited.map((awaitsCutoff) => system.store.query({ index: 'requestsAwaitingCutoff', equal: { awaitsCutoff }, limit: 1 })),
  );
  if (late.flat().length === 0) return false;
  return system.store.transact(async (tx) => {
    const document = await loadRelease(tx, releaseRef(system, row.name), row.name);
    const asked = { command: 'look_again', cutoff: row.hardCutoff } as const;
    return changeRelease(kernelOf(system), tx, document, asked, `${row.hardCutoff}:${tx.now()}`).outcome === 'saved';
  });
}
