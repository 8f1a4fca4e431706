import type { Job } from '#contexts/plans/domain/job/state.ts';
import { wordsAwaited } from '#contexts/plans/domain/job/word.ts';
import { ranAt } from '#contexts/plans/domain/job/evidence-of.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Shipped } from '#products/rehearsal/domain/parts/shipped.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { resultOf, type Run } from '#contexts/operations/domain/run/state.ts';
import { hasApproval } from '#products/rehearsal/domain/evidence/statements.ts';
import { approvedRun } from '#products/rehearsal/domain/evidence/approved.ts';
import { productionOf } from '#products/rehearsal/domain/production.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { nameOfStep, personName } from '#products/rehearsal/pages/about.ts';
import { fourFactsList } from '#products/rehearsal/pages/blocks.ts';
import { jobTag } from '#contexts/plans/pages/job-tag.ts';
import { facts, said } from '#html/elements.ts';
import { fourFacts } from '#products/rehearsal/pages/four-facts.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import { askFacts, outcomeTag, runEnd, wordsSaid } from '#products/rehearsal/pages/link-page/subject.ts';
import { shortened } from '#contexts/verdict/domain/judgement.ts';
import { comparisonTable, keptSummary, printedLines, type RunOutput } from '#contexts/verdict/pages/comparison.ts';
import { firstErrorOf, placeOf, rootsOf } from '#contexts/operations/pages/failure.ts';
import { otherwiseRan } from '#products/rehearsal/pages/ran-elsewhere.ts';
import { capital, ended, listed, plural, shortSha } from '#html/text.ts';
import { productionLabels } from '#products/rehearsal/pages/labels.ts';
import { instant, type When } from '#html/times.ts';

export type Outputs = ReadonlyMap<string, RunOutput>;

export function jobsCard(
  state: Identified & Requested & Authored & Gated & Tested & Shipped,
  rules: Rules,
  when: When,
  outputs: Outputs,
  path?: string,
): Html {
  return html`<section class="card" aria-labelledby="jobs"><h2 id="jobs">${state.jobs.some(isTestByHand) ? 'What is tested' : plural(state.jobs.length, 'job')}</h2><ol class="jobs">${state.jobs.map(
    (job) => html`<li><h3>${job.index + 1}. ${nameOfStep(state.submission, job.step)} ${jobTag(job)}</h3>
${whyItStands(job, state, rules)}
${wordsSaid(job, state, rules)}
${productionNote(job, state, rules, when)}
${statements(job, path)}
${job.runs.length === 0 ? undefined : fourFactsList(fourFacts(job, state, rules))}
${job.runs.toReversed().map((run, index) => runPart({ state, run, tester: testerOf(run, state, rules), when, output: outputs.get(run.id), newest: index === 0, path }))}
${isTestByHand(job) ? undefined : html`<details><summary>What was asked for</summary>${askFacts(job.ask)}</details>`}</li>`,
  )}</ol>${allStatements(state, path)}</section>`;
}

/** A8. One file for all of several. */
function allStatements({ id, jobs }: Identified & Tested, path: string | undefined): Html | undefined {
  if (path === undefined || !hasApproval({ jobs })) return undefined;
  const about = safeUrl(`/evidence/${id}`);
  return html`<p><a href="${safeUrl(`${path}/evidence.intoto.jsonl`)}" download>Signed statements of all approvals</a> (<a href="${about}">how to verify them</a>)</p>`;
}

/** A8. */
function statements(job: Job, path: string | undefined): Html | undefined {
  const approved = path === undefined ? undefined : approvedRun(job);
  if (approved === undefined) return undefined;
  const file = safeUrl(`${path}/evidence/${encodeURIComponent(approved.run.id)}.intoto.jsonl`);
  return html`<p><a href="${file}" download>Signed statements of this approval</a></p>`;
}

/** A9: beside the evidence, whatever that said. */
function productionNote({ step }: Job, state: Requested & Shipped, rules: Rules, when: When): Html | undefined {
  const record = productionOf(state, step);
  if (record === undefined) return undefined;
  const tone = record.outcome === 'failed' ? 'bad' : record.outcome === 'run' ? 'good' : 'wait';
  return html`<div class="note ${tone}"><p><strong>${capital(productionLabels[record.outcome])}</strong>, according to ${personName(record.by, state, rules)}, ${instant(record.at, when)}.</p>${record.text === '' ? undefined : said(record.text)}</div>`;
}

function whyItStands(job: Job, state: Requested & Tested, rules: Rules): Html | undefined {
  switch (job.state) {
    case 'waiting': {
      const open = job.ask.needs.filter((need) => state.jobs.some((other) => other.step === need && other.state !== 'approved'));
      const words = wordsAwaited(state.jobs, job).map(({ step }) => nameOfStep(state.submission, step));
      return html`${open.length === 0 ? undefined : html`<p>It runs when this has passed: ${open.join(', ')}.</p>`}${words.length === 0 ? undefined : html`<p>It is waiting for the contributor’s word on ${listed(words)}.</p>`}`;
    }
    case 'on_hold':
      return html`<p>On hold because of what ${nameOfStep(state.submission, job.audit)} found.</p>`;
    case 'rejected':
      return html`<p>Rejected by ${personName(job.by, state, rules)}:</p>${said(job.reason)}`;
    case 'cancelled':
      return html`<p>It will not run any more: ${ended(job.reason)}</p>`;
    case 'running':
    case 'awaiting_verdict':
    case 'invalid_data_found':
    case 'approved':
      return undefined;
  }
}

/** Bytes that the outputs, and the comparisons, of all jobs may take; each has an equal share. */
const OUTPUTS = 16_000;
const COMPARISONS = 16_000;

function runsOf({ jobs }: Tested): number {
  return jobs.reduce((sum, { runs }) => sum + runs.length, 0);
}

interface RunPart {
  state: Identified & Authored & Tested;
  run: Run;
  /** A2. */
  tester: string | undefined;
  when: When;
  output: RunOutput | undefined;
  newest: boolean;
  /** Of the status page, behind which the whole output lies. */
  path: string | undefined;
}

function testerOf(run: Run, state: Requested, rules: Rules): string | undefined {
  const { testedBy } = resultOf(run) ?? {};
  return testedBy === undefined ? undefined : personName(testedBy, state, rules);
}

/** The newest attempt in full, earlier ones folded. */
function runPart({ state, run, tester, when, output, newest, path }: RunPart): Html {
  const result = resultOf(run);
  const head = html`Attempt ${run.attempt} on ${run.backend} at <span class="mono">${shortSha(ranAt(run))}</span>: ${runEnd(run, when)}`;
  const elsewhere = otherwiseRan(run, state);
  const body = html`${elsewhere === undefined ? undefined : html`<p><strong>It ran ${elsewhere}.</strong></p>`}${
    result === undefined
      ? undefined
      : html`<p>${outcomeTag(result.outcome)}</p>${facts(
          ['Because', result.because.join('; ')],
          ['First error', result.failure === undefined ? undefined : firstErrorOf(result.failure)],
          ['Where it failed', result.failure === undefined ? undefined : placeOf(result.failure)],
          ['Errors', result.failure === undefined ? undefined : rootsOf(result.failure)],
          ['Advice', result.failure?.advice],
          ['Tested by', tester],
          ['What was seen', result.manualRecord === undefined ? undefined : said(result.manualRecord)],
        )}${compared(run, COMPARISONS / runsOf(state))}`
  }${output === undefined ? undefined : printedLines(output, result?.lines ?? { stdout: output.stdout.length, stderr: output.stderr.length }, OUTPUTS / state.jobs.length)}${outputLinks(run, path)}`;
  return newest ? html`<h4>${head}</h4>${body}` : html`<details><summary>${head}</summary>${body}</details>`;
}

/** As it was judged. A test by hand has no output that was compared. */
function compared(run: Run, room: number): Html | undefined {
  const result = resultOf(run);
  if (result === undefined || run.executor === 'manual') return undefined;
  return result.judgement === undefined ? keptSummary(result) : comparisonTable(shortened(result.judgement, room), `c-${run.id}`);
}

/** R9: the full dump is a link. */
function outputLinks(run: Run, path: string | undefined): Html | undefined {
  const lines = resultOf(run)?.lines;
  // R17. Those who see a request by its id see what goes on.
  if (path?.startsWith('/requests/') === true && lines === undefined && (run.state === 'executing' || run.state === 'finalizing'))
    return html`<p class="small"><a href="/operations/${encodeURIComponent(run.id)}/log">Follow what it writes</a></p>`;
  if (path === undefined || lines === undefined || run.executor === 'manual' || lines.stdout + lines.stderr === 0) return undefined;
  const at = (stream: string): string => safeUrl(`${path}/runs/${encodeURIComponent(run.id)}/${stream}.txt`);
  return html`<p class="small">Everything it wrote: <a href="${at('stdout')}">stdout</a> (${plural(lines.stdout, 'line')}), <a href="${at('stderr')}">stderr</a> (${lines.stderr})${path.startsWith('/requests/') ? html`, or <a href="/operations/${encodeURIComponent(run.id)}/log">by its lines</a>` : undefined}</p>`;
}
