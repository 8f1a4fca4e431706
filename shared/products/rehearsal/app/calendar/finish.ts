import type { OutboxEntry } from '#kernel/effect.ts';
import { releaseTeam } from '#contexts/access/domain/audience.ts';
import { mailOf, type MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import type { ReleaseAsked } from '#contexts/calendar/domain/release/commands.ts';
import { dispatchLoose } from '#products/rehearsal/app/outbox.ts';
import type { Stage } from '#products/rehearsal/app/calendar/collect.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { changeRelease, loadRelease } from '#contexts/calendar/app/releases.ts';
import { draftReport, publish, reportTold, type Draft } from '#products/rehearsal/app/calendar/report.ts';
import { countOf, cutoffTemplate, digests, requestsTold, toTeam } from '#products/rehearsal/app/calendar/tell.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CutDigestDocument, CutDigestLine } from '#contexts/calendar/documents.ts';

/** C3 to C5: the release team hears of all, what blocks the release first; a cut is published as a report; and the stage is done. */
export async function finish(system: System, stage: Stage): Promise<void> {
  const told: CutDigestDocument[] = [];
  for await (const { document } of digests(system, stage.ref.id, stage.key)) told.push(document);
  const draft = stage.stage === 'cut' ? await draftReport(system, stage, told) : undefined;
  const documents = await system.store.transact(async (tx): Promise<OutboxEntry[]> => {
    const document = await loadRelease(tx, stage.ref, stage.release);
    const done = changeRelease(kernelOf(system), tx, document, endOf(stage, told, draft), stage.key);
    // Another look was published meanwhile: this one is done again, with what that one said.
    if (done.outcome === 'refused') throw new Error(done.refused.refused.message);
    if (done.outcome !== 'saved') return [];
    if (draft !== undefined) publish(tx, stage, draft);
    const mails = mailsOf(stage, told, draft);
    return [...done.effects, ...releaseTeam(system.rules.people).flatMap((to) => mails.map((mail) => toTeam(system, tx, stage, mail(to))))];
  });
  await dispatchLoose(system, documents);
}

function endOf({ key, stage, cutoff }: Stage, told: CutDigestDocument[], draft: Draft | undefined): ReleaseAsked {
  const sum = (outcome: CutDigestLine['outcome']): number => told.reduce((total, { counts }) => total + counts[outcome], 0);
  const isCut = stage === 'cut';
  return {
    command: 'end_stage',
    stage: key,
    told: told.filter((digest) => countOf(digest) > 0).length,
    ...(isCut ? { cut: { cutoff, made: sum('made'), moved: sum('moved'), blocking: sum('blocking') } } : {}),
    ...(draft === undefined ? {} : { report: { report: draft.version, cause: draft.cause, counts: draft.counts } }),
  };
}

/** One for each of the team; none where there is nothing to tell. */
function mailsOf(stage: Stage, told: CutDigestDocument[], draft: Draft | undefined): ((to: string) => MailEffect)[] {
  const { release } = stage;
  if (draft !== undefined) return [(to) => mailOf('release_report', { to }, { release, report: draft.version, ...reportTold(draft) })];
  if (told.every((digest) => countOf(digest) === 0)) return [];
  return [(to) => mailOf(cutoffTemplate(stage), { to }, { release, ...requestsTold(told) })];
}
