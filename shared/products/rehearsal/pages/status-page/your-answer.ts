import { checkAuthority } from '#products/rehearsal/domain/decide/answer.ts';
import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { dueOf } from '#products/rehearsal/domain/due.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { dueTag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { nameOfStep } from '#products/rehearsal/pages/about.ts';
import { ownFirstApproval, type LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import type { When } from '#html/times.ts';

type State = LinkView['state'];

/** W3: what the request asks of whoever is signed in, with the way to each answer; there one confirmation is enough. */
export function yourAnswerCard(state: State, rules: Rules, when: When, person: string): Html | undefined {
  const asked = askedOf(state, rules, person);
  if (asked.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="your-answer"><h2 id="your-answer">You are asked</h2>${asked.map((question) => oneQuestion(question, state, when))}</section>`;
}

/** Open ones that are theirs to answer; what several questions put together is asked once. */
function askedOf(state: State, rules: Rules, person: string): Question[] {
  const by = { kind: 'person', id: person } as const;
  const open = state.questions.filter((question) => question.state === 'open' && ownFirstApproval(state, question, person) === undefined);
  const together = new Set(open.flatMap(({ covers = [] }) => covers));
  return open.filter((question) => !together.has(question.id) && checkAuthority({ by, rules, draft: { state } }, question) === undefined);
}

function oneQuestion(question: Question, state: State, when: When): Html {
  const due = dueOf(state, question);
  const job = state.jobs.find(({ step }) => step === question.step);
  const about = job === undefined || isTestByHand(job) ? question.step : nameOfStep(state.submission, job.step);
  const links = possibleActions(state, question).map(
    (action, n) =>
      html`<a class="button${n > 0 && ' quiet'}" href="/requests/${state.id}/answers/${question.id}/${action}">${actionKinds[action].label}</a> `,
  );
  return html`<p>${about === undefined ? undefined : html`<strong>${about}</strong>: `}${questionKinds[question.kind].label} ${due === undefined ? undefined : dueTag(due, when)}</p>
<div class="buttons">${links}</div>`;
}
