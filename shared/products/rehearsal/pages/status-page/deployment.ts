import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import { facts } from '#products/rehearsal/pages/blocks.ts';
import { html, type Html } from '#contexts/telling/pages/html.ts';
import { maskAddresses, shortSha } from '#contexts/telling/pages/text.ts';
import { durationText, moment, type When } from '#products/rehearsal/pages/times.ts';

const marks = {
  waiting: ['…', 'plain', 'waiting'],
  running: ['▸', 'wait', 'under way'],
  passed: ['✓', 'good', 'passed'],
  failed: ['✗', 'bad', 'failed'],
} as const;

/** D2: the newest turn on the backend, step by step. */
export function deploymentCard(turn: Deployment | undefined, when: When): Html | undefined {
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
<ol class="rows">${turn.steps.map((step) => html`<li>${stepLine(step, when)}</li>`)}</ol></section>`;
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

function stepLine(step: DeploymentStep, when: When): Html {
  const [mark, tone, word] = marks[step.state];
  const took = step.state === 'passed' || step.state === 'failed' ? ` after ${durationText(step.endedAt - step.startedAt)}` : '';
  const since = step.state === 'running' ? html` since ${moment(step.startedAt, when)}` : undefined;
  const note = 'note' in step && step.note !== '' ? html`<pre>${maskAddresses(step.note)}</pre>` : undefined;
  const cleared =
    step.state === 'passed' && step.falseAlarm !== undefined ? html` (false alarm: ${maskAddresses(step.falseAlarm.reason)})` : undefined;
  return html`<span class="mark ${tone}" aria-hidden="true">${mark}</span><strong>${step.name}</strong> <span class="quiet">(${step.kind.replaceAll('_', ' ')})</span>: ${word}${cleared}${took}${since}${note}`;
}
