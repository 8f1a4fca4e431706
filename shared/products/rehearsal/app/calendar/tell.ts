import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Found } from '#products/rehearsal/stored/documents.ts';
import { releaseTeam } from '#contexts/access/domain/audience.ts';
import { mailOf, type About, type MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import type { DataOf } from '#products/rehearsal/domain/mail/template.ts';
import { stageKey } from '#contexts/calendar/domain/stages.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import type { Instant } from '#kernel/time.ts';
import { dispatchLoose, looseDocument } from '#products/rehearsal/app/outbox.ts';
import type { Stage } from '#products/rehearsal/app/calendar/collect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { CutDigestDocument, CutDigestLine } from '#contexts/calendar/documents.ts';

const PAGE = 200;
/** Lines of a mail; what is beyond is counted. */
const MOST_LINES = 100;

/** C3, C4: one mail to each contributor, however many of their requests it is about, and once. */
export async function tellContributors(system: System, stage: Stage): Promise<void> {
  for await (const { ref, document } of digests(system, stage.ref.id, stage.key)) {
    if (document.toldAt !== undefined) continue;
    const mails = await system.store.transact(async (tx): Promise<OutboxDocument[]> => {
      const digest = await tx.get(ref);
      if (digest === undefined || digest.toldAt !== undefined) return [];
      tx.set(ref, { ...digest, toldAt: tx.now() });
      if (countOf(digest) === 0) return [];
      return [toContributor(system, tx, stage, digest, ref.id.split('-').at(-1) ?? '')];
    });
    await dispatchLoose(system, mails);
  }
}

/** What a cut that is over told people: it does not change any more. */
export async function readMoved(system: System, { id }: Stage['ref'], cutoff: Instant): Promise<CutDigestDocument[]> {
  const told: CutDigestDocument[] = [];
  for await (const { document } of digests(system, id, stageKey('cut', cutoff))) told.push(document);
  return told;
}

/** C6: the row was moved after it had been cut. What was moved on stays where it is; the release team is told which, and decides. */
export function mailsOfMove(
  system: System,
  tx: Transaction,
  { ref, release, cutoff }: Pick<Stage, 'ref' | 'release' | 'cutoff'>,
  told: CutDigestDocument[],
): OutboxDocument[] {
  const moved = told.reduce((sum, { counts }) => sum + counts.moved, 0);
  system.log('WARNING', 'a cutoff was moved after it was enforced', { release, cutoff: new Date(cutoff).toISOString(), moved });
  if (moved === 0) return [];
  const data = { release, ...requestsTold(told, ['moved']) };
  return releaseTeam(system.rules.people).map((to) =>
    toTeam(system, tx, { ref, key: `moved-${tx.now()}` }, mailOf('cutoff_moved', { to }, data)),
  );
}

/** N10: it belongs to the release, and needs no request. */
export function toTeam(system: System, tx: Transaction, stage: Pick<Stage, 'ref' | 'key'>, mail: MailEffect): OutboxDocument {
  return created(tx, notificationDocument(system, aboutRelease(stage), stage.key, mail, tx.now()));
}

/** On the record of one of their own requests, which knows the address; in the release's thread (see contexts/telling/domain/thread.ts). */
function toContributor(system: System, tx: Transaction, stage: Stage, digest: CutDigestDocument, whose: string): OutboxDocument {
  const { requestId } = digest;
  const envelope = { to: 'contributor', whose, about: aboutRelease(stage) };
  const mail = mailOf(cutoffTemplate(stage), envelope, { release: stage.release, ...requestsTold([digest]) });
  const key = `${requestId}-${stage.ref.id}-${stage.key}-contributor`;
  return created(tx, looseDocument(system, key, theRequest(requestId), mail, tx.now()));
}

export function cutoffTemplate({ stage }: Stage): 'cutoff_passed' | 'cutoff_warning' {
  return stage === 'cut' ? 'cutoff_passed' : 'cutoff_warning';
}

function aboutRelease({ ref }: Pick<Stage, 'ref'>): About {
  return { kind: 'release', id: ref.id };
}

function created(tx: Transaction, document: OutboxDocument): OutboxDocument {
  tx.create({ collection: 'outbox', id: document.key }, document);
  return document;
}

const TOLD = ['blocking', 'moved', 'open'] as const;

/** What a person is told of: what is in the release needs no words. */
export function countOf({ counts }: CutDigestDocument): number {
  return TOLD.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** One line for each request, those that block the release first; and how many more there are. */
export function requestsTold(
  told: CutDigestDocument[],
  only: readonly CutDigestLine['outcome'][] = TOLD,
): Omit<DataOf<'cutoff_passed'>, 'release'> {
  const all = only.flatMap((outcome) => told.flatMap(({ lines }) => lines.filter((line) => line.outcome === outcome)));
  const count = told.reduce((sum, { counts }) => sum + only.reduce((part, outcome) => part + counts[outcome], 0), 0);
  const shown = all.slice(0, MOST_LINES);
  return {
    lines: { shown: shown.map(({ requestId, title, what }) => ({ requestId, title, what })), more: count - shown.length },
    blocking: shown.filter(({ outcome }) => outcome === 'blocking').length,
  };
}

export async function* digests(system: System, release: string, stage: string): AsyncGenerator<Found<'cutDigestsOfStage'>> {
  let after: { value: number; id: string } | undefined;
  for (;;) {
    const place = after === undefined ? {} : { after };
    const found = await system.store.query({ index: 'cutDigestsOfStage', parent: release, equal: { stage }, limit: PAGE, ...place });
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    after = { value: last.document.createdAt, id: last.ref.id };
  }
}
