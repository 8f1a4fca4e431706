import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { askPath } from '#contexts/access/pages/asking/ask-view.ts';
import { hidden, hiddenFields } from '#contexts/access/pages/asking/ask-form.ts';
import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import { shortened } from '#contexts/verdict/domain/judgement.ts';
import { comparisonTable } from '#contexts/verdict/pages/comparison.ts';
import { canJudge, type Judged } from '#products/rehearsal/domain/judgements.ts';
import { dueOf } from '#products/rehearsal/domain/due.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { nameOfStep, titleOf } from '#products/rehearsal/pages/about.ts';
import type { LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { evidence } from '#products/rehearsal/pages/link-page/subject.ts';
import type { PageContent } from '#html/document.ts';
import { dueTag } from '#html/elements.ts';
import { checkBox, textArea } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import { plural } from '#html/text.ts';
import type { When } from '#html/times.ts';

type State = LinkView['state'];

/** A request, and its jobs on which the reader is asked for a verdict. */
interface Awaiting {
  state: State;
  judged: readonly Judged[];
}

interface VerdictsView {
  awaiting: readonly Awaiting[];
  /** There are more than are shown. */
  isMore: boolean;
  /** Person id of the reader. */
  person: string;
  rules: Rules;
  approve: AskView;
  when: When;
}

/** Bytes that all comparisons of the page may take. */
const ROOM = 40_000;

/** N2, N3: all verdicts that somebody is asked for, over all requests, with what each hangs on; what is as expected can be approved together. */
export function verdictsPage(view: VerdictsView): PageContent {
  const { awaiting, isMore, approve, when } = view;
  const count = awaiting.reduce((sum, { judged }) => sum + judged.length, 0);
  const live = { about: ['request'], since: when.now };
  if (count === 0)
    return {
      title: 'Verdicts',
      live,
      body: html`<div class="card"><p class="lead">Nobody waits for a verdict of yours.</p><p>What else is asked of you stands on each request; <a href="/board">the board</a> has them all.</p></div>`,
    };
  const body = html`<div class="card"><p class="lead">${plural(count, 'job')} of ${plural(awaiting.length, 'request')} ${count === 1 ? 'waits' : 'wait'} for your verdict.</p>
<p>Choose those that you have verified. Each is decided by itself, and can be undone on its page. What is not as expected is decided there, too.</p>${isMore ? html`<p>More wait behind these.</p>` : undefined}</div>
<form method="post" action="${askPath}${approve.operation}" novalidate>${hiddenFields({ ...approve, needs: ['questions', 'comment'] })}${hidden('action', 'approve')}
${awaiting.map((one) => requestCard(one, view, ROOM / count))}
<div class="card">${textArea({ name: 'comment', label: 'How did you verify them?', value: '', rows: 3, hint: `${actionKinds.approve.needs ?? ''} It stands on the record of each.`, required: true })}
<div class="buttons"><button>Approve the chosen ones</button></div></div></form>`;
  return { title: 'Verdicts', live, body };
}

function requestCard({ state, judged }: Awaiting, view: VerdictsView, room: number): Html {
  const { contributor } = state.submission;
  const name = `r-${state.id}`;
  return html`<section class="card" aria-labelledby="${name}"><h2 id="${name}"><a href="/requests/${state.id}"><bdi>${titleOf(state.submission)}</bdi></a></h2>
<p class="quiet small">By <bdi>${contributor.name}</bdi>, request <span class="mono">${state.id}</span></p>${judged.map((one) => jobPart(one, state, view, room))}</section>\n`;
}

function jobPart(judged: Judged, state: State, { person, rules, when }: VerdictsView, room: number): Html {
  const { job, question } = judged;
  const due = dueOf(state, question);
  const title = nameOfStep(state.submission, job.step);
  const decide = `/requests/${state.id}/answers/${question.id}/${canJudge(judged, 'approve', person) ? 'approve' : 'reject'}`;
  return html`<h3>${title} ${due === undefined ? undefined : dueTag(due, when)}</h3>
${evidence(job, { state, rules, when })}${compared(job, room)}
${canJudge(judged, 'approve', person) ? checkBox({ name: 'questions', key: `${state.id}-${question.id}`, label: `Approve ${title} of ${state.id}`, value: `${state.id}/${question.id}`, checked: false }) : undefined}
<p><a href="${decide}">Decide on it by itself<span class="hidden">: ${title} of ${state.id}</span></a></p>`;
}

function compared(job: Job, room: number): Html | undefined {
  const run = lastRun(job);
  const judgement = resultOf(run)?.judgement;
  return run === undefined || judgement === undefined ? undefined : comparisonTable(shortened(judgement, room * 0.5), `c-${run.id}`);
}
