import { planPreview } from '#products/rehearsal/domain/plan-preview.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import type { Told } from '#products/rehearsal/kinds/questions/define.ts';
import type { DeadReason } from '#kernel/questions/judge.ts';
import { takesTwo } from '#products/rehearsal/domain/two-admins.ts';
import { isTestByHand, MANUAL_TEST } from '#contexts/plans/domain/job/by-hand.ts';
import { actorName, nameOfStep, titleOf } from '#products/rehearsal/pages/about.ts';
import { fourFactsList, gateList, requestFacts } from '#products/rehearsal/pages/blocks.ts';
import { dueTag, facts, outside, said } from '#html/elements.ts';
import { dueOf } from '#products/rehearsal/domain/due.ts';
import { fourFacts } from '#products/rehearsal/pages/four-facts.ts';
import { html, type Html } from '#html/markup.ts';
import { whyHeld } from '#products/rehearsal/pages/held-by-gates.ts';
import { message, type PageContent } from '#html/document.ts';
import { actionFields, proofField, problemSummary } from '#products/rehearsal/pages/link-page/action-fields.ts';
import { aroundOf, formAction, otherAnswers, otherWays } from '#products/rehearsal/pages/link-page/signed-in.ts';
import type { Typed } from '#html/typed.ts';
import { consequenceOf } from '#products/rehearsal/pages/link-page/consequences.ts';
import { isSuperseded, jobAsked, notApprovable, undoUntil, type LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { askedJobs, ownWords } from '#products/rehearsal/pages/link-page/subject.ts';
import { judgedEvidence } from '#products/rehearsal/pages/link-page/judged-evidence.ts';
import { sinceEarlier } from '#products/rehearsal/pages/link-page/since-earlier.ts';
import { exchangeCard } from '#products/rehearsal/pages/exchanges.ts';
import { planCard } from '#contexts/plans/pages/plan.ts';
import { holdingOf } from '#products/rehearsal/pages/holding.ts';
import { standingOf } from '#products/rehearsal/pages/standing.ts';
import { warningTexts } from '#products/rehearsal/pages/warning-texts.ts';
import { shortSha } from '#html/text.ts';
import { instant, moment } from '#html/times.ts';

/** N3: the page behind an action link. Nothing has changed by looking at it. */
export function askPage(view: LinkView, typed: Typed): PageContent {
  const { state, question, action, person, rules, when } = view;
  const { label, showsPlan } = actionKinds[action];
  const kind = questionKinds[question.kind];
  const name = subjectName(view);
  const due = dueOf(state, question);
  const evidenceShown = evidenceCard(view);
  const blocked = action === 'approve' ? notApprovable(jobAsked(view)) : undefined;
  // What a verdict hangs on comes before the answer, on the narrowest screen, too.
  const answer = html`${told(kind.toDo?.(state, question, rules))}
${blocked === undefined ? answerForm(view, typed, label) : html`<div class="note bad"><p>${blocked}</p></div>${otherWays(view)}`}`;
  const body = html`
<div class="card">
<p class="lead">${person.name}, you are asked: <strong>${kind.label}</strong> ${due === undefined ? undefined : dueTag(due, when)}</p>
<p><bdi>${name}</bdi> by <bdi>${state.submission.contributor.name}</bdi>, request <span class="mono">${state.id}</span>${state.headSha === undefined ? undefined : html` at <span class="mono">${shortSha(state.headSha)}</span>`}. ${consequenceOf(action, rules)}${action === 'approve' ? ofTwo(view) : undefined}</p>
${told(kind.put?.(state))}
${heldNote(view)}
${question.said === undefined ? undefined : html`<h2>What they wrote</h2>${said(question.said)}`}
${problemSummary(typed)}
${evidenceShown === undefined ? answer : html`<p><a href="#evidence">What happened</a> · <a href="#answer">Your answer</a></p>`}
</div>
${warnings(state)}
${evidenceShown}
${evidenceShown === undefined ? undefined : html`<section class="card" aria-labelledby="answer"><h2 id="answer">Your answer</h2>${answer}</section>`}
${sinceEarlier(view)}
<section class="card" aria-labelledby="about"><h2 id="about">The request</h2>${requestFacts(state, rules, when)}
<p class="quiet small">Question ${question.id}, asked ${moment(question.askedAt, when)}.</p>
${ownWords(state)}
<p>${outside(view.statusUrl, 'Status page with everything')}</p></section>
${showsPlan === true ? planCard(planPreview(state, view.backend?.state, rules), when) : undefined}
${kind.withoutExchanges === true ? undefined : exchangeCard(view)}
${evidenceShown === undefined ? askedJobs(state) : undefined}
<section class="card" aria-labelledby="gates"><h2 id="gates">Gates</h2>${gateList(state, rules)}</section>`;
  return { title: `${label}: ${name}`, body, ...aroundOf(view), hasProblems: typed.problems.size > 0 };
}

/** G9: said before anybody writes a reason; what needs no gates can be answered all the same. */
function heldNote({ state, action }: LinkView): Html | undefined {
  const held = whyHeld(state);
  if (held === undefined) return undefined;
  const again =
    actionKinds[action].needsGates === true
      ? ' You can still press the button: the gates are checked again, and nothing is lost if they do not hold.'
      : '';
  return html`<div class="note bad"><p dir="auto">${held}${again}</p></div>`;
}

function told(what: Told | undefined): Html | undefined {
  return what === undefined ? undefined : html`<h2>${what.heading}</h2>${said(what.text)}`;
}

/** A7. */
function ofTwo(view: LinkView): string | undefined {
  const job = jobAsked(view);
  if (job === undefined || !takesTwo(view.rules, job.ask.role)) return undefined;
  const first = job.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  if (first === undefined) return ' This takes two admins: yours is the first approval, and another admin will be asked for the second.';
  return ` This takes two admins: ${actorName({ kind: 'person', id: first.by }, view.state, view.rules)} has approved it, and yours is the second approval.`;
}

function answerForm(view: LinkView, typed: Typed, label: string): Html {
  return html`<form method="post"${formAction(view)} novalidate>
${actionFields(view, typed)}
<div class="buttons"><button${actionKinds[view.action].isDrastic === true ? html` class="danger"` : undefined}>${label}</button></div>
${otherAnswers(view)}</form>`;
}

function evidenceCard(view: LinkView): Html | undefined {
  const job = jobAsked(view);
  if (job === undefined || job.runs.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="evidence"><h2 id="evidence">What happened: ${subjectName(view)}</h2>
${judgedEvidence(job, view)}
<h3>What “fully tested” needs</h3>${fourFactsList(fourFacts(job, view.state, view.rules))}
${isTestByHand(job) ? undefined : html`<p>${outside(view.statusUrl, 'Full output, expected and actual side by side')}</p>`}</section>`;
}

function warnings(state: LinkView['state']): Html | undefined {
  if (state.warnings.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="warnings"><h2 id="warnings">Warnings</h2><ul>${warningTexts(state).map((warning) => html`<li dir="auto">${warning}</li>`)}</ul></section>`;
}

/** A used link, and what everybody sees after a decision: what was decided, and what happens next. */
export function decidedPage(view: LinkView, undo: { path: string; typed: Typed }): PageContent {
  const { state, question, rules, when, backend } = view;
  const { answer } = question;
  if (answer === undefined) return deadPage('changed', view.statusUrl);
  const standing = standingOf(state, rules, holdingOf(state, backend, rules, when));
  const superseded = isSuperseded(state, question);
  const done = `${actionKinds[answer.action].done} by ${actorName(answer.by, state, rules)}`;
  const body = html`<div class="card"><div class="note ${superseded ? 'wait' : 'good'}"><p class="lead"><strong>${done}</strong>, ${instant(answer.at, when)}.</p></div>
${answer.comment.trim() === '' ? undefined : said(answer.comment)}
${waitsForSecond(view) ? html`<p><strong>One of two.</strong> This job takes two admins; another one has been asked, and the clock is still running.</p>` : undefined}
${superseded ? html`<p>This no longer counts: the same question has been asked again since. The links in the newest mail work.</p>` : undefined}
${facts(['Asked', questionKinds[question.kind].label], ['About', html`<bdi>${subjectName(view)}</bdi>`], ['Request', html`<span class="mono">${state.id}</span>`])}</div>
<section class="card" aria-labelledby="next"><h2 id="next">What happens next</h2>
<p><strong>${standing.headline}.</strong> ${standing.why}</p><p>Next to act: ${standing.who}</p>
<p>${outside(view.statusUrl, 'Status page')}</p></section>
${undoForm(view, undo)}`;
  return {
    title: `${superseded ? 'No longer counts' : actionKinds[answer.action].done}: ${subjectName(view)}`,
    body,
    ...aroundOf(view),
  };
}

function waitsForSecond(view: LinkView): boolean {
  const job = jobAsked(view);
  return job?.state === 'awaiting_verdict' && job.firstApproval !== undefined;
}

function undoForm(view: LinkView, { path, typed }: { path: string; typed: Typed }): Html | undefined {
  const until = undoUntil(view);
  if (until === undefined && typed.problems.size === 0) return undefined;
  const form =
    until === undefined
      ? undefined
      : html`<p>You can undo this verdict until ${moment(until, view.when)}.</p>
<form method="post" action="${path}" novalidate>${proofField(view, typed)}<div class="buttons"><button class="quiet">Undo</button></div></form>`;
  return html`<section class="card" aria-labelledby="undo"><h2 id="undo">Undo</h2>${problemSummary(typed)}${form}</section>`;
}

const deadTexts: Record<DeadReason, readonly [string, string]> = {
  unknown: ['This link does not work', 'It was not made here, or part of it is missing. Open it again from the mail.'],
  changed: [
    'This link is over',
    'The request has changed since the mail was sent, so this question is closed. If an answer is still needed from you, a newer mail has links that work.',
  ],
  expired: ['This link has expired', 'It was not used in time. Ask an admin to send the mail again.'],
  not_known_person: ['This link is over', 'The person it was mailed to no longer takes part in this installation.'],
  renewed: ['This link is over', 'A wrong code was typed too often with these links, so a newer mail has new links and a new code.'],
  locked: [
    'This link is locked',
    'A wrong code was typed five times, and the lock keeps anybody from guessing it. You were told by mail. The next reminder brings a new link and a new code. To get them sooner, have the mail sent again from the status page, or ask an operator (npm run rehearsal -- requests unlock). Others who were asked can still answer through their own mails.',
  ],
};

/** Why the link does nothing, and what to do. */
export function deadPage(reason: DeadReason, statusUrl?: string): PageContent {
  const [title, text] = deadTexts[reason];
  return message(title, text, statusUrl === undefined ? html`` : html`<p>${outside(statusUrl, 'Status page of the request')}</p>`);
}

function subjectName({ state, question }: LinkView): string {
  const { step, kind } = question;
  const isJob = step !== undefined && kind !== 'manual_step' && step !== MANUAL_TEST;
  return isJob
    ? nameOfStep(state.submission, step)
    : `${titleOf(state.submission)}${kind === 'manual_step' && step !== undefined ? `, step ${step}` : ''}`;
}
