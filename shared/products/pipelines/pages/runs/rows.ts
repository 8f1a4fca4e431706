import { attemptId } from '#products/pipelines/domain/job/names.ts';
import { isOver } from '#contexts/plans/domain/step.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import { failedAction } from '#products/pipelines/domain/run/account.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { ShownAction } from '#products/pipelines/domain/shown/run.ts';
import { changers } from '#products/pipelines/domain/shown/words.ts';
import { whyFailed } from '#products/pipelines/pages/mails/why-failed.ts';
import { adviceOn } from '#products/pipelines/pages/runs/advice.ts';
import { lookOf, lookTag } from '#products/pipelines/pages/runs/states.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, ended } from '#html/text.ts';
import { durationText, moment, type When } from '#html/times.ts';

const LETTERS = 200;

/** What one action of a run is about: how it stands, why it waits and who can change that, why it failed and what to do. It can be chosen for cancelling. */
export function actionRow(action: ShownAction, run: string, when: When, mayCancel: boolean): Html {
  const { step, job } = action;
  const name = html`<strong>${clip(step.name, LETTERS)}</strong>`;
  const chosen =
    mayCancel && !isOver(step.state)
      ? html`<input type="checkbox" id="c-${action.number}" name="actions" value="${step.name}" form="cancel"> <label for="c-${action.number}">${name}</label>`
      : name;
  return html`<li id="a-${action.number}"><p>${chosen} ${lookTag(lookOf(action))} <a class="small" href="/runs/${run}/graph?around=${action.number}">in the graph</a></p>${[
    lastedText(job, when),
    waitText(action, when),
    endText(action),
    attempts(action),
  ].map((line) => line && html`<p class="small">${line}</p>`)}</li>`;
}

function lastedText(job: JobState | undefined, when: When): Html | undefined {
  if (job === undefined) return undefined;
  if (job.state === 'waiting') return html`<span class="quiet">Waits since</span> ${moment(job.createdAt, when)}`;
  if (job.startedAt === undefined) return undefined;
  const stage = job.attempt?.stage === undefined ? undefined : html`, ${job.attempt.stage}`;
  if (job.state === 'running') return html`<span class="quiet">At work since</span> ${moment(job.startedAt, when)}${stage}`;
  return html`<span class="quiet">Took</span> ${durationText(job.completedAt - job.startedAt)}<span class="quiet">, until</span> ${moment(job.completedAt, when)}`;
}

function waitText({ reason }: ShownAction, when: When): Html | undefined {
  if (reason === undefined) return undefined;
  const { why, since, who } = reason;
  return html`<span class="quiet">It waits:</span> <span dir="auto">${clip(why, LETTERS)}</span>${since === undefined ? undefined : html`, since ${moment(since, when)}`}. <span class="quiet">Who can change it:</span> ${changers[who]}.`;
}

function endText({ step, job }: ShownAction): Html | undefined {
  const { joins } = step.input as StepInput;
  if (step.reused === true && step.operation !== undefined && job !== undefined)
    return html`Its success in <a href="/runs/${job.run}">run ${job.run}</a>, at commit <span class="mono">${job.commit.slice(0, 7)}</span>, is used again.`;
  if (step.state === 'dependency_failed')
    return html`It did not run because ${clip(step.culprit ?? 'what it needs', LETTERS)} did not succeed. Mend that one first.`;
  if (step.state === 'failed') {
    const failed = failedAction({ step, job });
    return html`<strong>Why:</strong> ${ended(whyFailed(failed))} <strong>What to do:</strong> ${adviceOn(failed)}`;
  }
  if (joins !== undefined) return html`It counts as the job of <a href="/runs/${joins.run}">run ${joins.run}</a> does, which had begun it.`;
  if (job?.state === 'cancelled') return html`Cancelled by ${job.by}.`;
  return job?.state === 'succeeded' && job.heldBack === true
    ? html`The guard held some of its outputs back: a notice on the backend stands in the place of each.`
    : undefined;
}

/** Its output and all that became of it is on the page of the operation. */
function attempts({ job }: ShownAction): Html | undefined {
  if (job === undefined || job.attempts === 0) return undefined;
  const numbers = Array.from({ length: Math.min(job.attempts, SHOWN) }, (_, n) => job.attempts - n).toReversed();
  return html`<span class="quiet">Output and log:</span> ${numbers.map(
    (n, at) =>
      html`${at > 0 && ', '}<a href="/operations/${attemptId(job.id, n)}">${job.attempts === 1 ? 'the attempt' : `attempt ${n}`}</a>`,
  )}`;
}

const SHOWN = 5;
