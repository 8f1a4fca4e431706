import type { OutboxDocument } from '#contracts/document-types.ts';
import type { CutDigestDocument, CutDigestLine, ReleaseDocument } from '#contracts/release-documents.ts';
import { releaseTeam } from '#domain/mail/audience.ts';
import { mailOf, type MailEffect } from '#domain/mail/effect.ts';
import { dispatchLoose } from '#application/outbox.ts';
import type { Stage } from '#application/calendar/collect.ts';
import { draftReport, publish, reportTold } from '#application/calendar/report.ts';
import { countOf, cutoffTemplate, digests, requestsTold, toTeam } from '#application/calendar/tell.ts';
import type { System } from '#application/system.ts';

/** C3 to C5: the release team hears of all, what blocks the release first; a cut is published as a report; and the stage is done. */
export async function finish(system: System, stage: Stage): Promise<void> {
  const told: CutDigestDocument[] = [];
  for await (const { document } of digests(system, stage.ref.id, stage.key)) told.push(document);
  const draft = stage.stage === 'cut' ? await draftReport(system, stage, told) : undefined;
  const documents = await system.store.transact(async (tx): Promise<OutboxDocument[]> => {
    const document = await tx.get(stage.ref);
    const known = document?.stages[stage.key];
    if (document === undefined || known === undefined || known.doneAt !== undefined) return [];
    const { after: _after, ...over } = known;
    const at = tx.now();
    tx.set(stage.ref, {
      ...document,
      ...cutOf(document, stage, told, at),
      ...(draft === undefined ? {} : { reports: draft.version }),
      stages: { ...document.stages, [stage.key]: { ...over, doneAt: at } },
    });
    const announced = draft === undefined ? [] : publish(system, tx, stage, draft, document);
    if (draft === undefined && told.every((digest) => countOf(digest) === 0)) return announced;
    const mail = (to: string): MailEffect =>
      draft === undefined
        ? mailOf(cutoffTemplate(stage), { to }, { release: stage.release, ...requestsTold(told) })
        : mailOf('release_report', { to }, { release: stage.release, report: draft.version, ...reportTold(draft) });
    return [...announced, ...releaseTeam(system.rules.people).map((to) => toTeam(system, tx, stage, mail(to)))];
  });
  await dispatchLoose(system, documents);
}

/** C6: the instant that was used is kept. */
function cutOf(document: ReleaseDocument, { stage, cutoff }: Stage, told: CutDigestDocument[], at: number): Pick<ReleaseDocument, 'cuts'> {
  if (stage !== 'cut') return { cuts: document.cuts };
  const sum = (outcome: CutDigestLine['outcome']): number => told.reduce((total, { counts }) => total + counts[outcome], 0);
  const counted = { made: sum('made'), moved: sum('moved'), blocking: sum('blocking') };
  const before = document.cuts.find((cut) => cut.cutoff === cutoff);
  if (before === undefined) return { cuts: [...document.cuts, { cutoff, doneAt: at, ...counted }] };
  const both = { made: before.made + counted.made, moved: before.moved + counted.moved, blocking: before.blocking + counted.blocking };
  return { cuts: document.cuts.map((cut) => (cut === before ? { ...before, ...both } : cut)) };
}
