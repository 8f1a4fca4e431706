import { largest } from '#domain/lists.ts';
import type { ReleaseDocument, ReleaseStage } from '#contracts/release-documents.ts';
import { estimateOf } from '#domain/calendar/named.ts';
import { stageKey, stagesOf, type PlannedStage } from '#domain/calendar/stages.ts';
import type { RuledRelease } from '#domain/calendar/rules.ts';
import { HOUR, type Instant } from '#kernel/time.ts';
import { looseDocument } from '#application/outbox.ts';
import { releaseRef, theRelease } from '#application/calendar/release-ref.ts';
import { tellMoved } from '#application/calendar/tell.ts';
import type { System } from '#application/system.ts';
import type { Transaction } from '#ports/store.ts';

/** So many coming rows have their effects. They are patient ones: queues hold no task for months, and the sweep is there in time. */
const AHEAD = 3;
/** So many rows that are over are still looked at: their cut may be owed, or somebody may have come back to them. */
const BEHIND = 3;
/** How long after a look that found a request waiting for a cut that is over the next such look may come. */
const PAUSE = HOUR;

/**
 * C3, C4, C6: sees to it that every row that is near has its effects, for the instant that it has now. A row as it was costs one read; one
 * that is over, one query more. Called by every sweep, so that what is changed in the settings needs nobody to say so.
 */
export async function planCalendar(system: System): Promise<void> {
  const now = await system.store.now();
  const rows = system.rules.releases;
  const over = rows.filter(({ hardCutoff }) => hardCutoff <= now).slice(-BEHIND);
  const near = rows.filter(({ hardCutoff }) => hardCutoff > now).slice(0, AHEAD);
  for (const row of [...over, ...near]) {
    const known = await system.store.get(releaseRef(system, row.name));
    if (known?.hardCutoff !== row.hardCutoff || known.softCutoff !== softOf(row)) await plan(system, row);
    else if (row.hardCutoff <= now) await lookBack(system, row, known, now);
  }
}

function softOf({ softCutoff, hardCutoff }: RuledRelease): Instant {
  return softCutoff ?? hardCutoff;
}

async function plan(system: System, row: RuledRelease): Promise<void> {
  const ref = releaseRef(system, row.name);
  const moved = await system.store.transact(async (tx) => {
    const known = await tx.get(ref);
    const at = tx.now();
    const lastCut = known?.cuts.at(-1)?.cutoff;
    const moved = known !== undefined && lastCut !== undefined && known.hardCutoff !== row.hardCutoff;
    // C6: what was cut stays cut; a later instant is one more cut, an earlier one is none.
    const stages = lastCut !== undefined && row.hardCutoff <= lastCut ? [] : stagesOf(row.hardCutoff, at);
    addStages(system, tx, row, stages, at);
    tx.set(ref, {
      ...known,
      name: row.name,
      cuts: known?.cuts ?? [],
      softCutoff: softOf(row),
      hardCutoff: row.hardCutoff,
      plannedAt: at,
      stages: { ...known?.stages, ...withoutDone(known, stages, row.hardCutoff) },
      movedAfterCut: [...(known?.movedAfterCut ?? []), ...(moved ? [{ from: lastCut, to: row.hardCutoff, seenAt: at }] : [])].slice(-50),
    });
    return moved;
  });
  if (moved) await tellMoved(system, row);
}

/** A stage of this very instant that is done is not done again. */
function withoutDone(known: ReleaseDocument | undefined, stages: PlannedStage[], cutoff: Instant): Record<string, ReleaseStage> {
  const fresh = stages.map(({ stage, dueAt }) => [stageKey(stage, cutoff), { stage, dueAt }] as const);
  return Object.fromEntries(fresh.filter(([key]) => known?.stages[key] === undefined));
}

function addStages(system: System, tx: Transaction, row: RuledRelease, stages: PlannedStage[], at: Instant): void {
  for (const { stage, dueAt } of stages) {
    const key = `${releaseRef(system, row.name).id}-${stage}-${row.hardCutoff}-${at}`;
    const effect = { kind: 'keep_calendar', release: row.name, stage, cutoff: row.hardCutoff } as const;
    const document = looseDocument(system, `release-${key}`, theRelease(system, row.name), effect, at, { notBefore: dueAt, patient: true });
    tx.create({ collection: 'outbox', id: document.key }, document);
  }
}

/** Whoever awaits a cut that is over (reopened, or named late) is cut too, in a further look. */
async function lookBack(system: System, row: RuledRelease, known: ReleaseDocument, now: Instant): Promise<void> {
  const looks = looksOf(known, row.hardCutoff);
  if (looks.some(({ stage: { doneAt } }) => doneAt === undefined || now - doneAt < PAUSE)) return;
  const awaited = [row.name, estimateOf(system.rules, row)].filter((name) => name !== undefined);
  const late = await Promise.all(
    awaited.map((awaitsCutoff) => system.store.query({ index: 'requestsAwaitingCutoff', equal: { awaitsCutoff }, limit: 1 })),
  );
  if (late.flat().length === 0) return;
  const again =
    largest(
      0,
      looks.map(({ number }) => number),
    ) + 1;
  const ref = releaseRef(system, row.name);
  await system.store.transact(async (tx) => {
    const document = await tx.get(ref);
    const key = stageKey('cut', row.hardCutoff, again);
    if (document === undefined || document.stages[key] !== undefined) return;
    const at = tx.now();
    const effect = { kind: 'keep_calendar', release: row.name, stage: 'cut', cutoff: row.hardCutoff, again } as const;
    const outbox = looseDocument(system, `release-${ref.id}-${key}-${at}`, theRelease(system, row.name), effect, at, { patient: true });
    tx.create({ collection: 'outbox', id: outbox.key }, outbox);
    tx.set(ref, { ...document, stages: { ...withoutOld(document, row.hardCutoff), [key]: { stage: 'cut', dueAt: at } } });
  });
}

/** The cut at an instant (number 0) and the further looks after it. */
function looksOf({ stages }: ReleaseDocument, cutoff: Instant): { key: string; number: number; stage: ReleaseStage }[] {
  const first = stageKey('cut', cutoff);
  return Object.entries(stages).flatMap(([key, stage]) => {
    const number = key === first ? 0 : key.startsWith(`${first}.`) ? Number(key.slice(first.length + 1)) : undefined;
    return number === undefined ? [] : [{ key, number, stage }];
  });
}

/** Further looks that are remembered: one that cannot be cut makes one an hour, and the document stays small. */
const REMEMBERED = 10;

function withoutOld(document: ReleaseDocument, cutoff: Instant): ReleaseDocument['stages'] {
  const further = looksOf(document, cutoff).filter(({ number }) => number > 0);
  const old = new Set(
    further
      .toSorted((a, b) => b.number - a.number)
      .slice(REMEMBERED - 1)
      .map(({ key }) => key),
  );
  return Object.fromEntries(Object.entries(document.stages).filter(([key]) => !old.has(key)));
}
