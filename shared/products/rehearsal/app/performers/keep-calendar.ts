import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Found } from '#products/rehearsal/stored/documents.ts';
import { estimateOf } from '#contexts/calendar/domain/named.ts';
import { nextRow } from '#contexts/calendar/domain/releases.ts';
import { isOvertaken, stageKey } from '#contexts/calendar/domain/stages.ts';
import type { ReleaseAsked } from '#contexts/calendar/domain/release/commands.ts';
import type { Place, ReleaseStage } from '#contexts/calendar/domain/release/state.ts';
import { isFor } from '#products/rehearsal/domain/cutoff.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import { collectWarnings, cutOne, type Stage } from '#products/rehearsal/app/calendar/collect.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { changeRelease, loadRelease } from '#contexts/calendar/app/releases.ts';
import { releaseRef } from '#contexts/calendar/app/release-ref.ts';
import { reportRef } from '#products/rehearsal/app/calendar/report.ts';
import { finish } from '#products/rehearsal/app/calendar/finish.ts';
import { digests, tellContributors } from '#products/rehearsal/app/calendar/tell.ts';
import type { EffectPerformer, Performer } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';

const PAGE = 100;
/** Pages of one attempt: it ends well within its deadline, and goes on where it stopped. */
const PAGES = 5;
/** Requests that are cut at once; each is a transaction of its own, which is a journey in the cloud. */
const AT_ONCE = 10;

type Kept = Extract<Effect, { kind: 'keep_calendar' }>;

export const keep_calendar: EffectPerformer<'keep_calendar'> = {
  dependencies: [],
  perform: (system) => keepCalendar(system),
};

/**
 * C3, C4. One stage of one release: first every request is visited, page by page, and what concerns a person is collected; then each
 * person gets one mail. It can be ended anywhere and begun again: what was visited is no longer found or known, what was told is marked.
 */
export function keepCalendar(system: System): Performer<'keep_calendar'> {
  return async ({ effect, now }) => {
    const ref = releaseRef(system, effect.release);
    const key = stageKey(effect.stage, effect.cutoff, effect.again);
    const seen = (await system.store.get(ref))?.state.stages[key];
    if (seen === undefined || seen.doneAt !== undefined) return { result: 'done' };
    const row = system.rules.releases.find(({ name }) => name === effect.release);
    const estimate = row === undefined ? undefined : estimateOf(system.rules, row);
    const stage: Stage = { ref, key, release: effect.release, stage: effect.stage, cutoff: effect.cutoff, estimate };
    const over = isOvertaken(effect.stage, effect.cutoff, now)
      ? 'overtake_stage'
      : isStale(system, effect, seen)
        ? 'drop_stage'
        : undefined;
    if (over !== undefined) return mark(system, stage, { command: over, stage: key }).then(() => ({ result: 'done' }));
    if (seen.collectedAt === undefined && !(await collect(system, stage, seen))) return { result: 'again', after: 0 };
    await tellContributors(system, stage);
    await finish(system, stage);
    return { result: 'done' };
  };
}

/** C6: a row that was moved before its stage began is followed: that instant is no more. */
function isStale(system: System, { release, cutoff }: Kept, seen: ReleaseStage): boolean {
  const row = system.rules.releases.find(({ name }) => name === release);
  return seen.begunAt === undefined && row?.hardCutoff !== cutoff;
}

/** True when every page is through. */
async function collect(system: System, stage: Stage, seen: ReleaseStage): Promise<boolean> {
  let place = seen.after;
  if (seen.begunAt === undefined) await mark(system, stage, { command: 'begin_stage', stage: stage.key });
  for (let pages = 0; pages < PAGES; pages += 1) {
    const awaits: string = place?.awaits ?? stage.release;
    const found = await page(system, awaits, place);
    await visit(system, stage, found);
    const last = found.at(-1);
    if (last !== undefined && found.length === PAGE) place = { awaits, value: last.document.submittedAt, id: last.ref.id };
    else if (awaits !== '') place = { awaits: awaits === stage.release ? (stage.estimate ?? '') : '', value: 0, id: '' };
    else {
      await revisit(system, stage);
      await mark(system, stage, { command: 'collect_stage', stage: stage.key });
      return true;
    }
  }
  const after = place;
  if (after !== undefined) await mark(system, stage, { command: 'leave_stage', stage: stage.key, after }, `:${after.id}`);
  return false;
}

/** C6: what blocked an earlier cut of this release awaits nothing any more, and is looked at again. There are few of them, and again is the same as once. */
async function revisit(system: System, stage: Stage): Promise<void> {
  const release = (await system.store.get(stage.ref))?.state;
  const published = release?.reports === undefined ? undefined : await system.store.get(reportRef(stage.ref.id, release.reports));
  // Releases that were cut before there were reports have their stages only.
  const known = published?.looks ?? Object.keys(release?.stages ?? {}).filter((key) => key.startsWith('cut-'));
  const earlier = known.filter((key) => key !== stage.key);
  for (const key of earlier)
    for await (const { document } of digests(system, stage.ref.id, key)) {
      const blocking = document.lines.filter(({ outcome }) => outcome === 'blocking');
      const found = await Promise.all(blocking.map(({ requestId }) => system.store.get({ collection: 'requests', id: requestId })));
      const still = found.flatMap((request) =>
        request !== undefined && isFor(request.state, stage.release, stage.cutoff) ? [request] : [],
      );
      if (still.length > 0) await visitPerson(system, stage, still);
    }
}

function page(system: System, awaits: string, place: Place | undefined): Promise<Found<'requestsAwaitingCutoff'>[]> {
  const after = place === undefined || place.id === '' ? {} : { after: { value: place.value, id: place.id } };
  return system.store.query({ index: 'requestsAwaitingCutoff', equal: { awaitsCutoff: awaits }, limit: PAGE, ...after });
}

async function visit(system: System, stage: Stage, found: Found<'requestsAwaitingCutoff'>[]): Promise<void> {
  const people = Map.groupBy(
    found.map(({ document }) => document),
    ({ state }) => state.submission.contributor.email.toLowerCase(),
  );
  const groups = [...people.values()];
  for (let first = 0; first < groups.length; first += AT_ONCE)
    await Promise.all(groups.slice(first, first + AT_ONCE).map((documents) => visitPerson(system, stage, documents)));
}

/** One after the other, since they share a digest. One that cannot be cut does not keep the others: it is looked at again later. */
async function visitPerson(system: System, stage: Stage, documents: RequestDocument[]): Promise<void> {
  if (stage.stage !== 'cut') return collectWarnings(system, stage, documents);
  for (const document of documents) {
    const next = nextRow(system.rules.releases, await system.store.now(), stage.release)?.name;
    await cutOne(system, stage, document, next).catch((error: unknown) =>
      system.log('ERROR', 'a request could not be cut', {
        requestId: document.id,
        release: stage.release,
        cause: String(error).slice(0, 300),
      }),
    );
  }
}

async function mark(system: System, { ref, key, release }: Stage, asked: ReleaseAsked, nth = ''): Promise<void> {
  await system.store.transact(async (tx) => {
    const document = await loadRelease(tx, ref, release);
    changeRelease(kernelOf(system), tx, document, asked, `${key}${nth}:${tx.now()}`);
  });
}
