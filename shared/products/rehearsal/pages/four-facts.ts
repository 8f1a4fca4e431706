import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { ranWithoutFailures, resultOf, type Run, type RunResult } from '#contexts/operations/domain/run/state.ts';
import { countsOf } from '#contexts/verdict/domain/judge.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { takesTwo } from '#products/rehearsal/domain/two-admins.ts';
import { isOfThisMerge } from '#contexts/plans/domain/job/evidence-of.ts';
import { personName } from '#products/rehearsal/pages/about.ts';
import { otherwiseRan } from '#products/rehearsal/pages/ran-elsewhere.ts';
import { outcomeLabels } from '#contexts/operations/pages/labels.ts';
import { gateLabels } from '#contexts/gates/pages/labels.ts';
import { ended, shortSha } from '#html/text.ts';
import { waiverText } from '#products/rehearsal/pages/waivers.ts';

export interface TestedFact {
  fact: string;
  there: boolean;
  /** Where it comes from, or what is missing. */
  why: string;
}

/** A1: the four parts of "fully tested" of one job, which are there and which are missing. */
export function fourFacts(job: Job, state: Identified & Requested & Authored & Gated & Tested, rules: Rules): TestedFact[] {
  const run = lastRun(job);
  const result = resultOf(run);
  // G10: what ran at another commit, or into another base, is no fact of this one.
  const outdated = outdatedText(run, state);
  const ranWell = ranWithoutFailures(run) && outdated === undefined;
  const approval = job.state === 'approved' ? job.approval : undefined;
  return [
    {
      fact: 'Ran without failures',
      there: ranWell,
      why: ranWell ? ranWhere(run, state, rules) : (outdated ?? noRun(job) ?? whyNot(result)),
    },
    { fact: 'Expected output', ...(outdated === undefined ? outputFact(job) : { there: false, why: outdated }) },
    {
      fact: 'Expected outcome verified',
      there: approval !== undefined,
      why: verifiedText(job),
    },
    approvedFact(job, state, rules),
  ];
}

function outdatedText(run: Run | undefined, state: Identified & Authored & Tested): string | undefined {
  if (run === undefined || isOfThisMerge(run, state)) return undefined;
  return `It ran ${otherwiseRan(run, state) ?? ''}.`;
}

function ranWhere(run: Run, state: Identified & Requested & Authored & Tested, rules: Rules): string {
  const { testedBy } = resultOf(run) ?? {};
  const elsewhere = otherwiseRan(run, state);
  const where = elsewhere === undefined ? `On commit ${shortSha(run.sha)}` : `It ran ${elsewhere}`;
  return testedBy === undefined ? `${where}.` : `${where}, by hand: ${personName(testedBy, state, rules)} recorded that it passed.`;
}

function verifiedText(job: Job): string {
  if (job.state === 'awaiting_verdict' && job.firstApproval !== undefined)
    return `One admin says: ${job.firstApproval.outcomeVerified} The other one has not answered yet.`;
  if (job.state !== 'approved') return 'No admin has said yet how it was verified.';
  const { first, outcomeVerified } = job.approval;
  return first === undefined ? outcomeVerified : `${first.outcomeVerified} ${outcomeVerified}`;
}

/** A7: where it takes two, how many there are. */
function approvedFact(job: Job, state: Requested & Gated, rules: Rules): TestedFact {
  const names = (...ids: string[]): string => ids.map((id) => personName(id, state, rules)).join(' and ');
  if (job.state === 'approved') {
    const { by, first } = job.approval;
    const fact = first === undefined ? 'Approved by an admin who is not the author' : 'Approved by two admins who are not the author';
    return { fact, there: true, why: `By ${first === undefined ? names(by) : names(first.by, by)}.${withoutGates(state, rules)}` };
  }
  const first = job.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  if (!takesTwo(rules, job.ask.role) && first === undefined)
    return { fact: 'Approved by an admin who is not the author', there: false, why: `Not yet.${withoutGates(state, rules)}` };
  const why = first === undefined ? 'Neither of two yet.' : `One of two: by ${names(first.by)}. Another admin has to approve it, too.`;
  return { fact: 'Approved by two admins who are not the author', there: false, why: why + withoutGates(state, rules) };
}

/** G7: what was passed over for this commit stands beside every approval of it. */
function withoutGates(state: Requested & Gated, rules: Rules): string {
  const waived = state.waivers.filter(({ ended }) => ended === undefined);
  return waived.map((waiver) => ` “${gateLabels[waiver.gate]}” is ${waiverText(waiver, state, rules)}`).join('');
}

function outputFact(job: Job): { there: boolean; why: string } {
  if (job.state === 'approved') {
    const { expectedOutput } = job.approval;
    if (expectedOutput.kind === 'overridden')
      return { there: true, why: `An admin says why it is acceptable anyway: ${expectedOutput.reason}` };
    return {
      there: true,
      why: expectedOutput.kind === 'matched' ? 'Every line is as expected.' : 'Tested by hand: there is no output to compare.',
    };
  }
  const run = lastRun(job);
  const result = resultOf(run);
  if (result === undefined) return { there: false, why: noRun(job) ?? 'There is nothing to compare.' };
  if (isTestByHand(job)) return { there: result.outcome === 'succeeded', why: comparisonText(job) };
  if (result.comparison.kind === 'matched' && !result.incomplete && result.outcome !== 'failed')
    return { there: true, why: 'Every line is as expected.' };
  if (job.state === 'awaiting_verdict' && job.allowance !== undefined)
    return { there: true, why: `The reason given why it is acceptable anyway: ${job.allowance}` };
  // No reason makes a run good that failed.
  const anyway = ranWithoutFailures(run) ? ' To approve it anyway, an admin has to say why.' : '';
  return { there: false, why: `${comparisonText(job)}${anyway}` };
}

/** Counts only (R12). */
export function comparisonText(job: Job): string {
  const result = resultOf(lastRun(job));
  const comparison = result?.comparison;
  if (isTestByHand(job)) return 'Tested by hand: there is no output to compare.';
  switch (comparison?.kind) {
    case undefined:
      return 'There is nothing to compare.';
    case 'matched':
      return result?.outcome === 'failed' ? 'The run failed, whatever its output says.' : 'Output as expected.';
    case 'differs':
      return `Output differs: ${countsOf(comparison, result?.judgement?.lines)}.`;
    case 'nothing_expected':
      return 'There is no expected output to compare with.';
    case 'not_observable':
      return 'The output is not available.';
  }
}

function whyNot(result: RunResult | undefined): string {
  return result === undefined ? '' : `${outcomeLabels[result.outcome]}: ${ended(result.because.join('; '))}`;
}

function noRun(job: Job): string | undefined {
  const run = lastRun(job);
  if (run === undefined) return 'It has not run yet.';
  if (run.state === 'lost') return `Nobody can tell how the run ended: ${run.why}.`;
  if (run.state === 'cancelled') return 'The run was cancelled.';
  return resultOf(run) === undefined ? 'It has not ended yet.' : undefined;
}
