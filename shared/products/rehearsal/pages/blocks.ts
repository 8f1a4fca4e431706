import { leftBehind } from '#products/rehearsal/domain/continued.ts';
import { changeKey, type Submission } from '#contexts/intake/domain/submission.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Assigned } from '#contexts/access/domain/parts/assigned.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { changeText, changeUrl, commitUrl, cutoffOf, documentUrl, personName, relatedText } from '#products/rehearsal/pages/about.ts';
import type { TestedFact } from '#products/rehearsal/pages/four-facts.ts';
import { facts, outside, tag, type Tone } from '#html/elements.ts';
import { html, type Html, type Piece } from '#html/markup.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';
import { kindLabels, modeLabels } from '#contexts/intake/domain/choices.ts';
import { gateLabels, gateText } from '#contexts/gates/pages/labels.ts';
import { listed, lowerFirst, shortSha } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';
import { waivedText } from '#products/rehearsal/pages/waivers.ts';

const badStates: ReadonlySet<Status> = new Set(['rejected', 'deployment_failed', 'on_hold']);
const calmStates: ReadonlySet<Status> = new Set(['withdrawn', 'queued', 'deploying', 'running']);

export function statusTag(status: Status): Html {
  return tag(statusLabels[status], toneOf(status));
}

export function toneOf(status: Status): Tone {
  return status === 'approved' || status === 'completed'
    ? 'good'
    : badStates.has(status)
      ? 'bad'
      : calmStates.has(status)
        ? 'plain'
        : 'wait';
}

/** I16: what nobody typed. */
function unprovenFacts({ id, submission }: Identified & Requested): Html {
  const code = submission.change.kind === 'ref' ? `${submission.change.owner}/${submission.change.repository}` : changeText(submission);
  return facts(['Request', html`<span class="mono">${id}</span>`], ['Code', code]);
}

export function requestFacts(state: Identified & Requested & Authored & Questioned & Allocated & Assigned, rules: Rules, when: When): Html {
  const { submission } = state;
  if (!isProven(state)) return unprovenFacts(state);
  return facts(
    ['Request', html`<span class="mono">${state.id}</span>, ${lowerFirst(kindLabels[submission.kind])}`],
    ['Contributor', html`<bdi>${submission.contributor.name}</bdi> (@${submission.contributor.githubLogin})`],
    ['Code', outside(changeUrl(submission), changeText(submission))],
    ['Earlier code', leftBehind(state).length === 0 ? undefined : listed(leftBehind(state).map(changeKey))],
    [
      'Commit',
      state.headSha === undefined
        ? 'not known yet'
        : outside(commitUrl(submission, state.headSha), html`<span class="mono">${shortSha(state.headSha)}</span>`),
    ],
    [
      'Tested on top of',
      state.base === undefined || submission.change.kind === 'ref'
        ? undefined
        : `${state.base.ref} at ${shortSha(state.base.sha)} or later`,
    ],
    ['About the same', state.related === undefined ? undefined : listed(state.related.map(relatedText))],
    ['Instructions', outside(documentUrl(submission), 'Open the document')],
    ['Release', releaseOf(submission, rules, when)],
    ['Backend', `${state.backend}; ${lowerFirst(modeLabels[submission.mode])}`],
    ['Assigned to', state.assignee === undefined ? undefined : personName(state.assignee, state, rules)],
    ['Version', `${state.version}`],
  );
}

function releaseOf(submission: Submission, rules: Rules, when: When): Piece {
  const cutoff = cutoffOf(submission, rules);
  const essential = submission.essential === true ? ' (essential)' : '';
  if (submission.targetRelease === undefined) return `none named${essential}`;
  return html`${submission.targetRelease}${essential}${cutoff === undefined ? undefined : html`, cut ${moment(cutoff, when)}`}`;
}

const gateMarks = { passed: ['✓', 'good'], failed: ['✗', 'bad'], pending: ['…', 'wait'], skipped: ['–', 'plain'] } as const;

export function gateList(state: Requested & Gated, rules: Rules): Html {
  const { gates } = state;
  if (gates.length === 0) return html`<p>The gates have not been checked yet.</p>`;
  return html`<ul class="facts">${gates.map((gate) => {
    const [mark, tone] = gateMarks[gate.state];
    const text = waivedText(gate, state, rules);
    const waived = text === undefined ? undefined : html` <span dir="auto">${text}</span>`;
    return html`<li><span class="mark ${tone}" aria-hidden="true">${mark}</span><strong>${gateLabels[gate.gate]}</strong>: ${gateText(gate)}${waived}</li>`;
  })}</ul>`;
}

export function fourFactsList(tested: readonly TestedFact[]): Html {
  return html`<ul class="facts">${tested.map(
    ({ fact, there, why }) =>
      html`<li><span class="mark ${there ? 'good' : 'bad'}" aria-hidden="true">${there ? '✓' : '✗'}</span><strong>${fact}</strong>: ${there ? 'there' : 'missing'}. ${why}</li>`,
  )}</ul>`;
}
