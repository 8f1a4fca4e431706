import { sheetKey, type DataColumn, type SheetRow } from '#contexts/telling/sheet.ts';
import { dateText, dayOf } from '#contexts/calendar/domain/days.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { isTestByHand, nameOfJob } from '#contexts/plans/domain/job/by-hand.ts';
import { currentRun } from '#contexts/plans/domain/job/evidence-of.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { resultOf, type Run, type RunResult } from '#contexts/operations/domain/run/state.ts';
import type { EffectPerformer, Performer } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';

export const update_sheet: EffectPerformer<'update_sheet', { sheet: ApprovalSheet; requestUrl: (requestId: string) => string }> = {
  dependencies: ['sheet', 'requestUrl'],
  perform: (system, { sheet, requestUrl }) => updateSheet(system, sheet, requestUrl),
};

/** N4: the rows as they are now, whatever asked for the update; older news can then do no harm. */
function updateSheet(system: System, sheet: ApprovalSheet, requestUrl: (requestId: string) => string): Performer<'update_sheet'> {
  return async ({ state }) => {
    const report = await sheet.upsertRows(sheetRows(state, system.rules, requestUrl(state.id)));
    if (report.duplicates.length > 0)
      system.log('WARNING', 'sheet has duplicate rows', { requestId: state.id, rows: report.duplicates.length });
    // Tried again, and a dead letter in the end: the row is behind until the cell is free.
    if (report.refused.length > 0)
      throw new Error(`the approval sheet refuses to write ${report.refused.join(', ')}: a cell of each row is protected`);
    return { result: 'done' };
  };
}

export function sheetRows(
  state: Identified & Requested & Authored & Tested & Allocated & Lifecycle,
  rules: Rules,
  requestUrl: string,
): SheetRow[] {
  return state.jobs.map((job) => ({
    key: sheetKey(state.id, job.step),
    version: state.version,
    cells: cells(state, job, rules, requestUrl),
  }));
}

function cells(
  state: Requested & Authored & Allocated & Lifecycle,
  job: Job,
  rules: Rules,
  requestUrl: string,
): Record<DataColumn, string> {
  const { submission } = state;
  // G10: beside the commit stands what ran at it, or what says where it ran instead.
  const run = currentRun(job, state);
  const result = resultOf(run);
  return {
    job: nameOfJob(job, submission),
    role: isTestByHand(job) ? '' : job.ask.role,
    module: job.ask.module ?? '',
    pullRequest: changeKey(submission.change),
    commit: state.headSha?.slice(0, 12) ?? '',
    contributor: submission.contributor.githubLogin,
    kind: words(submission.kind),
    targetRelease: submission.targetRelease ?? '',
    essential: submission.essential === true ? 'yes' : 'no',
    instructions: `https://docs.google.com/document/d/${submission.instructionsDoc.documentId}`,
    backend: state.backend,
    submitted: day(state.submittedAt, rules),
    state: stateText(state, job),
    outcome: result === undefined ? '' : `${result.outcome}${byHand(result, rules)}${reusedText(run)}`,
    verified: job.state === 'approved' ? job.approval.outcomeVerified : '',
    statusPage: requestUrl,
    approvedBy: approvalText(job, rules),
  };
}

/** A2: who recorded it. */
function byHand({ testedBy }: RunResult, rules: Rules): string {
  return testedBy === undefined ? '' : ` (by hand, ${nameOf(testedBy, rules)})`;
}

/** I14, G10. */
function reusedText(run: Run | undefined): string {
  return run?.reusedFrom === undefined ? '' : ` (ran for request ${run.reusedFrom.requestId} at ${run.reusedFrom.sha.slice(0, 7)})`;
}

function nameOf(person: string, { people }: Rules): string {
  return people.find(({ id }) => id === person)?.name ?? person;
}

/** A3: `Approved by … on …, <sha>`. */
export function approvalText(job: Job, rules: Rules): string {
  if (job.state !== 'approved') return '';
  const { by, at, sha, first } = job.approval;
  const names = first === undefined ? nameOf(by, rules) : `${nameOf(first.by, rules)} and ${nameOf(by, rules)}`;
  return `Approved by ${names} on ${day(at, rules)}, ${sha.slice(0, 7)}${reusedText(lastRun(job))}`;
}

function stateText(state: Lifecycle, job: Job): string {
  const { status } = state;
  const inTurn = status === 'queued' || status === 'deploying' || status === 'running';
  if (job.state === 'waiting' || job.state === 'running') return inTurn ? 'accepted' : words(status);
  if (job.state === 'awaiting_verdict' && job.firstApproval !== undefined) return `${words(job.state)} (approved by one of two)`;
  if (status === 'completed')
    return job.state === 'cancelled' ? 'completed (only removed: nothing to test)' : 'completed (nothing to merge)';
  return job.state === 'cancelled' ? `${words(status)} (job cancelled)` : words(job.state);
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}

/** By the installation's calendar, as people there would write it. */
function day(at: number, { calendar }: Rules): string {
  return dateText(dayOf(at, calendar?.timeZone ?? 'UTC'));
}
