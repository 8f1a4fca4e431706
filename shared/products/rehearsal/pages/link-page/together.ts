import { smallest } from '#kernel/lists.ts';
import { canJudge, judgedBy, needsOverride, type Judged } from '#products/rehearsal/domain/judgements.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { takesTwo } from '#products/rehearsal/domain/two-admins.ts';
import { actorName, nameOfStep, personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { fourFactsList, requestFacts } from '#products/rehearsal/pages/blocks.ts';
import { dueTag, outside, said } from '#html/elements.ts';
import { dueOf } from '#products/rehearsal/domain/due.ts';
import { checkBox, radioGroup, textArea } from '#html/fields.ts';
import { fourFacts } from '#products/rehearsal/pages/four-facts.ts';
import { html, type Html } from '#html/markup.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { roleLabels } from '#contexts/intake/domain/choices.ts';
import type { PageContent } from '#html/document.ts';
import { proofField, problemSummary } from '#products/rehearsal/pages/link-page/action-fields.ts';
import { typedIn, type Typed } from '#html/typed.ts';
import { consequenceOf } from '#products/rehearsal/pages/link-page/consequences.ts';
import { notApprovable, ownFirstApproval, undoUntil, type LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { ownWords } from '#products/rehearsal/pages/link-page/subject.ts';
import { aroundOf, formAction } from '#products/rehearsal/pages/link-page/signed-in.ts';
import { sinceEarlier } from '#products/rehearsal/pages/link-page/since-earlier.ts';
import { judgedEvidence } from '#products/rehearsal/pages/link-page/judged-evidence.ts';
import { holdingOf } from '#products/rehearsal/pages/holding.ts';
import { standingOf } from '#products/rehearsal/pages/standing.ts';
import { plural, shortSha } from '#html/text.ts';
import { instant, moment } from '#html/times.ts';

/** What the form leaves undecided. */
export const LEFT_OPEN = 'open';

/** The fields of one job in the form that judges several. */
export function judgeField({ job }: Judged, name: 'decision' | 'comment' | 'overrideReason' | 'undo'): string {
  return `jobs[${job.index}].${name}`;
}

/** N2, N3: several verdicts behind one link: what is open is asked, what was decided is shown, and may be undone for a while (A5). */
export function togetherPage(view: LinkView, typed: Typed, undo: { path: string; typed: Typed }): PageContent {
  const { state, question, person, when } = view;
  const judged = judgedBy(state, question);
  const open = judged.filter((one) => isOpenTo(one, view));
  const due = dueOf(state, question);
  const title = `${plural(judged.length, 'job')} of ${titleOf(state.submission)}`;
  const body = html`
<div class="card"><p class="lead">${person.name}, you are asked: <strong>${questionKinds[question.kind].label}</strong> ${due === undefined || open.length === 0 ? undefined : dueTag(due, when)}</p>
<p><bdi>${titleOf(state.submission)}</bdi> by <bdi>${state.submission.contributor.name}</bdi>, request <span class="mono">${state.id}</span>${state.headSha === undefined ? undefined : html` at <span class="mono">${shortSha(state.headSha)}</span>`}. ${
    open.length === 0
      ? 'You have decided on everything that you were asked about.'
      : `${plural(open.length, 'job')} ${open.length === 1 ? 'waits' : 'wait'} for your decision. You decide on each one by itself; you can leave some open and will be asked again.`
  }</p>${problemSummary(typed)}</div>
${decidedCard(judged, open, view, undo)}
${open.length === 0 ? next(view) : html`${sinceEarlier(view)}${form(open, view, typed)}`}
<section class="card" aria-labelledby="about"><h2 id="about">The request</h2>${requestFacts(state, view.rules, when)}
<p class="quiet small">Question ${question.id}, asked ${moment(question.askedAt, when)}.</p>${ownWords(state)}
<p>${outside(view.statusUrl, 'Status page, with the full output, expected and actual side by side')}</p></section>`;
  return {
    title: `${open.length === 0 ? 'Decided' : 'Verdicts'}: ${title}`,
    body,
    ...aroundOf(view),
    hasProblems: typed.problems.size > 0,
  };
}

/** A7: who has approved as one of two leaves it to the others. */
function isOpenTo({ question }: Judged, { state, person }: LinkView): boolean {
  return question.state === 'open' && ownFirstApproval(state, question, person.id) === undefined;
}

function form(open: readonly Judged[], view: LinkView, typed: Typed): Html {
  const { needs } = actionKinds.approve;
  return html`<form method="post"${formAction(view)} novalidate>
<div class="card">${proofField(view, typed)}
${textArea({ ...typedIn(typed, 'comment'), label: 'For every job that you decide on without a text of its own', rows: 3, hint: `${needs ?? ''} Or, if not, why not?` })}</div>
${open.map((one) => jobCard(one, view, typed, open.length))}
<div class="card"><p>${consequenceOf('approve', view.rules)} A rejection ends the request.</p>
<div class="buttons"><button>Send these decisions</button></div></div>
</form>`;
}

function jobCard(judged: Judged, view: LinkView, typed: Typed, jobs: number): Html {
  const { job } = judged;
  const { state, rules } = view;
  const name = nameOfStep(state.submission, job.step);
  const id = `job-${job.index}`;
  return html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${job.index + 1}. ${name}</h2>
<p class="quiet small">${roleLabels[job.ask.role]}</p>
${judgedEvidence(job, view, jobs)}
${twoText(judged, view)}
<details><summary>What “fully tested” needs</summary>${fourFactsList(fourFacts(job, state, rules))}</details>
${decisionField(judged, view, typed)}
${textArea({ ...typedIn(typed, judgeField(judged, 'comment')), label: 'How did you verify it, or why not?', rows: 2 })}
${needsOverride(job) && notApprovable(job) === undefined ? overrideField(judged, typed) : undefined}
</section>`;
}

function twoText({ job }: Judged, { rules, state }: LinkView): Html | undefined {
  if (!takesTwo(rules, job.ask.role)) return undefined;
  const first = job.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  return first === undefined
    ? html`<p>This takes two admins: yours is the first approval.</p>`
    : html`<p>This takes two admins: ${personName(first.by, state, rules)} has approved it, and yours is the second approval.</p>${said(first.outcomeVerified)}`;
}

/** What the link was for is chosen already, where it fits; an output that differs is never approved by not looking. */
function decisionField(judged: Judged, { action, person }: LinkView, typed: Typed): Html {
  const blocked = notApprovable(judged.job);
  const options: [string, string][] = [
    ...(blocked === undefined ? ([['approve', actionKinds.approve.label]] as [string, string][]) : []),
    ['reject', actionKinds.reject.label],
    ['rerun', actionKinds.rerun.label],
    [LEFT_OPEN, 'Not yet'],
  ];
  const given = typedIn(typed, judgeField(judged, 'decision'), canJudge(judged, action, person.id) ? action : LEFT_OPEN);
  return radioGroup({ ...given, label: 'Your decision', options, hint: blocked });
}

function overrideField(judged: Judged, typed: Typed): Html {
  return textArea({
    ...typedIn(typed, judgeField(judged, 'overrideReason')),
    label: 'Why is the output acceptable anyway?',
    rows: 2,
    required: 'sometimes',
    hint: 'The output is not as expected, so an approval needs a reason. It stays on the record in place of the comparison.',
  });
}

function decidedCard(
  judged: readonly Judged[],
  open: readonly Judged[],
  view: LinkView,
  undo: { path: string; typed: Typed },
): Html | undefined {
  const decided = judged.filter((one) => !open.includes(one));
  if (decided.length === 0) return undefined;
  const mine = decided.filter((one) => untilOf(one, view) !== undefined);
  const until = smallest(
    Infinity,
    mine.map((one) => untilOf(one, view) ?? Infinity),
  );
  const list = html`<ul class="rows">${decided.map((one) => html`<li>${decidedText(one, view)}</li>`)}</ul>`;
  return html`<section class="card" aria-labelledby="decided"><h2 id="decided">Decided</h2>${list}${problemSummary(undo.typed)}${
    mine.length === 0
      ? undefined
      : html`<details${undo.typed.problems.size > 0 ? html` open` : undefined}><summary>Undo</summary><p>You can undo your decisions until ${moment(until, view.when)}.</p>
<form method="post" action="${undo.path}" novalidate><input type="hidden" name="chosen" value="yes">${mine.map((one) =>
          checkBox({ name: judgeField(one, 'undo'), label: nameOfStep(view.state.submission, one.job.step), checked: true }),
        )}${proofField(view, undo.typed, 'undo-code')}<div class="buttons"><button class="quiet">Undo</button></div></form></details>`
  }</section>`;
}

function untilOf({ question }: Judged, view: LinkView): number | undefined {
  return undoUntil({ ...view, question: ownFirstApproval(view.state, question, view.person.id) ?? question });
}

function decidedText({ question, job }: Judged, { state, rules, when, person }: LinkView): Html {
  const name = html`<strong>${nameOfStep(state.submission, job.step)}</strong>`;
  const own = ownFirstApproval(state, question, person.id);
  const { answer } = own ?? question;
  if (answer === undefined) return html`<p>${name}: this question is closed.</p>`;
  const half = own !== undefined && question.state === 'open' ? ', one of two; another admin has been asked' : '';
  return html`<p>${name}: ${actionKinds[answer.action].done.toLowerCase()} by ${actorName(answer.by, state, rules)}${half}, ${instant(answer.at, when)}.</p>${answer.comment.trim() === '' ? undefined : said(answer.comment)}`;
}

function next({ state, rules, statusUrl, backend, when }: LinkView): Html {
  const standing = standingOf(state, rules, holdingOf(state, backend, rules, when));
  return html`<section class="card" aria-labelledby="next"><h2 id="next">What happens next</h2>
<p><strong>${standing.headline}.</strong> ${standing.why}</p><p>Next to act: ${standing.who}</p>
<p>${outside(statusUrl, 'Status page')}</p></section>`;
}
