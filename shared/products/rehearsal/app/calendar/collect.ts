import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { DocumentRef } from '#products/rehearsal/stored/documents.ts';
import { breachesFor, isFor } from '#products/rehearsal/domain/cutoff.ts';
import { isCollecting } from '#contexts/calendar/domain/release/process.ts';
import { mailboxHash } from '#contexts/telling/domain/mail/reader.ts';
import { missingOf } from '#products/rehearsal/domain/missing.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Instant } from '#kernel/time.ts';
import { change, loadRequest } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { CutoffRecord } from '#contexts/calendar/domain/kept/cutoff.ts';
import type { CalendarStage } from '#contexts/calendar/domain/stages.ts';
import type { CutDigestDocument, CutDigestLine } from '#contexts/calendar/documents.ts';

/** One stage of one release, and where it is kept. */
export interface Stage {
  ref: DocumentRef<'releases'>;
  key: string;
  release: string;
  stage: CalendarStage;
  cutoff: Instant;
  /** C1. The name of the release while it was an estimate, if it had another. */
  estimate?: string | undefined;
}

/** Lines of one digest; what is beyond is counted. Keeps the document small. */
const MOST_LINES = 100;

/** C3: what is missing for each of one contributor's requests. Twice is the same as once. */
export async function collectWarnings(system: System, stage: Stage, documents: RequestDocument[]): Promise<void> {
  const lines = documents
    .filter(({ state }) => isFor(state, stage.release, stage.cutoff, stage.estimate))
    .flatMap(({ state }): CutDigestLine[] => {
      const what = missingOf(state);
      return what === undefined ? [] : [lineOf(state, what, 'open')];
    });
  const [first] = documents;
  if (first === undefined || lines.length === 0) return;
  const ref = digestRef(system, stage, first.state);
  await system.store.transact(async (tx) => {
    const known = await tx.get(ref);
    if (!(await collects(tx, stage))) return;
    const fresh = lines.filter(({ requestId }) => known?.lines.every((line) => line.requestId !== requestId) ?? true);
    let digest = known;
    for (const line of fresh) digest = withLine(digest, stage, line, tx.now());
    if (digest !== undefined && fresh.length > 0) tx.set(ref, digest);
  });
}

/** C4: one command on one request, and its line in the digest, in one transaction. */
export async function cutOne(system: System, stage: Stage, seen: RequestDocument, to: string | undefined): Promise<void> {
  await system.store.transact(async (tx) => {
    const request = await loadRequest(tx, seen.id);
    if (request === undefined || !(await collects(tx, stage))) return;
    const ref = digestRef(system, stage, request.state);
    const digest = await tx.get(ref);
    const at = tx.now();
    const { release, cutoff, key, estimate } = stage;
    const by = { kind: 'system', part: 'calendar' } as const;
    const command = {
      command: 'cut_off',
      release,
      cutoff,
      ...(to === undefined ? {} : { to }),
      ...(estimate === undefined ? {} : { estimate }),
    } as const;
    const done = change(system, tx, request, { id: `cut:${stage.ref.id}:${key}`, at, by, ...command });
    const record = done.outcome === 'saved' ? done.state.cutoffs?.at(-1) : undefined;
    if (record === undefined) return;
    const breaches = breachesFor(done.state, cutoff);
    const line = { ...lineOf(done.state, judgedText(done.state, record), record.outcome), ...(breaches.length === 0 ? {} : { breaches }) };
    tx.set(ref, withLine(digest, stage, line, at));
  });
}

async function collects(tx: Transaction, { ref, key }: Stage): Promise<boolean> {
  return isCollecting((await tx.get(ref))?.state.stages[key]);
}

function judgedText(state: Gated & Tested & Allocated & Lifecycle, record: CutoffRecord): string {
  if (record.outcome === 'made') return 'fully tested';
  const where = record.outcome === 'blocking' ? 'blocking' : `moved to ${record.to ?? 'the next release, which has no date yet'}`;
  return `${where}; ${missingOf(state) ?? 'it was approved too late'}`;
}

function lineOf({ id, submission }: Identified & Requested, what: string, outcome: CutDigestLine['outcome']): CutDigestLine {
  const [job] = submission.jobs;
  const more = submission.jobs.length > 1 ? ` and ${submission.jobs.length - 1} more` : '';
  const title = job === undefined ? submission.kind.replaceAll('_', ' ') : `${job.name}${more}`;
  return { requestId: id, title, what, outcome, ...(submission.essential === true ? { essential: true } : {}) };
}

function withLine(digest: CutDigestDocument | undefined, stage: Stage, line: CutDigestLine, at: Instant): CutDigestDocument {
  const known = digest ?? emptyDigest(stage, line.requestId, at);
  const counts = { ...known.counts, [line.outcome]: known.counts[line.outcome] + 1 };
  return { ...known, counts, lines: [...known.lines, line].slice(0, MOST_LINES) };
}

function emptyDigest({ release, key }: Stage, requestId: string, at: Instant): CutDigestDocument {
  return { release, stage: key, requestId, lines: [], counts: { open: 0, made: 0, moved: 0, blocking: 0 }, createdAt: at };
}

/** One for each address; it holds none. */
function digestRef(system: System, { ref, key }: Stage, { submission }: Requested): DocumentRef<'cutDigests'> {
  return { collection: 'cutDigests', parent: ref.id, id: `${key}-${mailboxHash(system, submission.contributor)}` };
}
