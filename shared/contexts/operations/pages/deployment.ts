import { stepTaskName } from '#contexts/operations/domain/deployment/step-name.ts';
import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import { facts } from '#html/elements.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import { maskAddresses, shortSha } from '#html/text.ts';
import { durationText, moment, type When } from '#html/times.ts';

const marks = {
  waiting: ['…', 'plain', 'waiting'],
  running: ['▸', 'wait', 'under way'],
  passed: ['✓', 'good', 'passed'],
  failed: ['✗', 'bad', 'failed'],
} as const;

/** D2: the newest turn on the backend, step by step. `path`: of the status page, behind which lies what the steps wrote. */
export function deploymentCard({ id, turn }: { id: string } & Allocated, when: When, path?: string): Html | undefined {
  if (turn === undefined) return undefined;
  return html`<section class="card" aria-labelledby="deployment"><h2 id="deployment">Deployment</h2>
${facts(
  ['Backend', turn.backend],
  ['State', stateOf(turn, when)],
  ['Commit', html`<span class="mono">${shortSha(turn.sha)}</span>`],
  [
    'Test ref',
    'testRef' in turn ? html`<span class="mono">${turn.testRef}</span> at <span class="mono">${shortSha(turn.testSha)}</span>` : undefined,
  ],
  ['Since', moment(turn.grantedAt, when)],
)}
<ol class="rows">${turn.steps.map((step) => html`<li>${stepLine(step, when)}${outputLinks(step, path === undefined ? undefined : `${path}/runs/${stepTaskName(id, turn.fencing, step.name)}`)}</li>`)}</ol></section>`;
}

function stateOf(turn: Deployment, when: When): Html | string {
  switch (turn.state) {
    case 'preparing':
      return 'the test ref is being created';
    case 'deploying':
      return 'being deployed';
    case 'deployed':
      return html`deployed ${moment(turn.deployedAt, when)}`;
    case 'failed':
      return `failed: ${maskAddresses(turn.why)}`;
    case 'clearing':
      return html`being cleaned up for the next one, since ${moment(turn.since, when)}`;
    case 'ended':
      return html`the turn ended ${moment(turn.endedAt, when)}`;
  }
}

/** R9, R12. What it printed is behind a link. */
function outputLinks(step: DeploymentStep, path: string | undefined): Html | undefined {
  if (path === undefined || !('output' in step) || step.output === undefined) return undefined;
  return html`<p class="small">Everything it wrote: <a href="${safeUrl(`${path}/stdout.txt`)}">stdout</a>, <a href="${safeUrl(`${path}/stderr.txt`)}">stderr</a></p>`;
}

function stepLine(step: DeploymentStep, when: When): Html {
  const [mark, tone, word] = marks[step.state];
  const took = step.state === 'passed' || step.state === 'failed' ? ` after ${durationText(step.endedAt - step.startedAt)}` : '';
  const since = step.state === 'running' ? html` since ${moment(step.startedAt, when)}` : undefined;
  const note = 'note' in step && step.note !== '' ? html`<pre>${maskAddresses(step.note)}</pre>` : undefined;
  const cleared =
    step.state === 'passed' && step.falseAlarm !== undefined ? html` (false alarm: ${maskAddresses(step.falseAlarm.reason)})` : undefined;
  return html`<span class="mark ${tone}" aria-hidden="true">${mark}</span><strong>${step.name}</strong> <span class="quiet">(${step.kind.replaceAll('_', ' ')})</span>: ${word}${cleared}${took}${since}${note}`;
}
