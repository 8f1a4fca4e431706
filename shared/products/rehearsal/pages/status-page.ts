import type { Instant } from '#kernel/time.ts';
import type { MailDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { endedWell, isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { RecordFault } from '#kernel/check-record.ts';
import { roundOf } from '#products/rehearsal/domain/locks.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import { takenOver } from '#products/rehearsal/domain/continued.ts';
import { planPreview } from '#products/rehearsal/domain/plan-preview.ts';
import type { Elsewhere } from '#products/rehearsal/domain/elsewhere.ts';
import type { Outlook } from '#products/rehearsal/domain/forecast/outlook.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { gateList, requestFacts, statusTag } from '#products/rehearsal/pages/blocks.ts';
import { dueTag } from '#html/elements.ts';
import { heldTag } from '#products/rehearsal/pages/held-by-gates.ts';
import { exchangeCard } from '#products/rehearsal/pages/exchanges.ts';
import { holdingOf, type SeenBackend } from '#products/rehearsal/pages/holding.ts';
import { asOf } from '#html/as-of.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import type { Live, PageContent } from '#html/document.ts';
import { ownWords } from '#products/rehearsal/pages/link-page/subject.ts';
import { isStranded, openQuestions, standingOf } from '#products/rehearsal/pages/standing.ts';
import { concernsCard } from '#products/rehearsal/pages/status-page/concerns.ts';
import { countsCard } from '#products/rehearsal/pages/status-page/counts.ts';
import { deploymentCard } from '#contexts/operations/pages/deployment.ts';
import { chanceTag } from '#products/rehearsal/pages/board/cutoffs.ts';
import { planCard } from '#contexts/plans/pages/plan.ts';
import { elsewhereCards } from '#products/rehearsal/pages/status-page/elsewhere.ts';
import { mailsCard, timelineCard } from '#products/rehearsal/pages/status-page/history.ts';
import { productionCard } from '#products/rehearsal/pages/status-page/production.ts';
import { jobsCard, type Outputs } from '#products/rehearsal/pages/status-page/jobs.ts';
import { warningTexts } from '#products/rehearsal/pages/warning-texts.ts';
import { yourAnswerCard } from '#products/rehearsal/pages/status-page/your-answer.ts';
import { wordCard, type AnswerUrl } from '#products/rehearsal/pages/status-page/word.ts';
import { moment, type When } from '#html/times.ts';

export interface StatusView {
  /** The contributor came by their secret link: no way leads from here to other pages. */
  bare?: boolean;
  state: RequestState;
  rules: Rules;
  when: When;
  timeline: readonly TimelineDocument[];
  mails: readonly MailDocument[];
  /** Path of the page: under it the timeline can be taken home (Z4). */
  exports?: string;
  /** R12. Where all that its runs wrote lies, for those who may read it. */
  outputsAt?: string;
  /** Z4. What was found when the timeline was held against its hashes. */
  record?: { newest: string | undefined; faults: readonly RecordFault[] | undefined };
  /** Where mails are ordered again (N8). */
  mailsUrl?: string;
  /** X8. The page of its traces; for whoever is signed in. */
  traceUrl?: string;
  /** A9. Where those who are signed in record what became of it in production. */
  productionUrl?: string;
  /** W1. Where something is said about the request. */
  concernsUrl?: string;
  queue?: { position: number; of: number; estimatedStart?: Instant | undefined } | undefined;
  /** C7. Whether it will be tested before its release is cut. */
  outlook?: Outlook | undefined;
  /** What runs wrote, by run id; a run that is not in it shows its summary only. */
  outputs?: Outputs;
  /** The backend that it would run on, as it is now. */
  backend?: SeenBackend;
  /** The same jobs in other requests, and the move it is part of. */
  elsewhere?: Elsewhere;
  /** Q2, R13: where the contributor answers, or changes their answers, with the code of their mail. */
  answerUrl?: AnswerUrl | undefined;
  /** C5. Where its reader moves it to a later release. */
  deferUrl?: string;
  /** W3. Person id of who is signed in and may decide. */
  decider?: string;
  /** The form, filled in with these answers; shown once the request is over. */
  resubmitUrl?: string;
}

/** W1: where it stands, why, who acts next, by when; then everything there is to know. */
export function statusPage(view: StatusView): PageContent {
  const { state, rules, when, bare = true } = view;
  if (!isProven(state)) return unprovenPage(view);
  // I19: whoever had it before knows the address of this page, and is to answer nothing here.
  const answerUrl = takenOver(state) > 0 ? undefined : view.answerUrl;
  const body = html`
${standingCard({ ...view, answerUrl })}
${view.decider === undefined ? undefined : yourAnswerCard(state, rules, when, view.decider)}
${wordCard(state, when, answerUrl)}
${isBefore(state) ? planCard(planPreview(state, view.backend?.state, rules), when) : undefined}
${jobsCard(state, rules, when, view.outputs ?? new Map(), view.outputsAt)}
${productionCard(state, view.productionUrl)}
${countsCard(state)}
<section class="card" aria-labelledby="gates"><h2 id="gates">Gates</h2>${gateList(state, rules)}</section>
${deploymentCard(state, when, view.outputsAt)}
<section class="card" aria-labelledby="about"><h2 id="about">The request</h2>${requestFacts(state, rules, when)}${ownWords(state)}${warnings(state)}</section>
${exchangeCard(view)}
${view.elsewhere === undefined ? undefined : elsewhereCards(state.id, view.elsewhere)}
${concernsCard(view)}
${timelineCard(view)}
${mailsCard(view)}
${asOf(when)}`;
  return { title: `${titleOf(state.submission)}, request ${state.id}`, body, bare, live: liveOf(view) };
}

/** W7. The request, and what holds it up. */
function liveOf({ state, when, bare = true }: StatusView): Live {
  return { about: [`request:${state.id}`, `backend:${state.backend}`], since: when.now, bySecret: bare };
}

/** I16: nobody has said that what was typed is theirs. */
function unprovenPage(view: StatusView): PageContent {
  const { state, when, bare = true } = view;
  const body = html`
${standingCard(view)}
<section class="card" aria-labelledby="about"><h2 id="about">The request</h2>${requestFacts(state, view.rules, when)}<p>The answers are shown once the address has been confirmed.</p></section>
${mailsCard(view)}
${asOf(when)}`;
  return { title: `Request ${state.id}`, body, bare, live: liveOf(view) };
}

/** Nothing has run yet, and it is not over: the plan is of use to people. */
function isBefore({ status }: Lifecycle): boolean {
  return status === 'waiting_for_gates' || status === 'in_review' || status === 'returned' || status === 'queued';
}

function standingCard({ state, rules, when, queue, outlook, resubmitUrl, deferUrl, answerUrl, backend }: StatusView): Html {
  const holding = isStranded(state, rules) ? undefined : holdingOf(state, backend, rules, when);
  const { why, who, dueAt } = standingOf(state, rules, holding);
  const edit = state.questions.find(
    (one) => one.kind === 'withdraw' && possibleActions(state, one).includes('edit') && one.state === 'open',
  );
  const again = resubmitUrl !== undefined && isProven(state) && isClosed(state) && !endedWell(state);
  return html`<section class="card" aria-labelledby="standing"><h2 id="standing">Where it stands</h2>
<p class="lead">${statusTag(state.status)} ${heldTag(state)} ${dueAt === undefined ? undefined : dueTag(dueAt, when)}</p>
<p dir="auto">${why}</p>
${holding?.why}
${queue === undefined || isStranded(state, rules) ? undefined : queueText(holding?.hasEnd === false ? { ...queue, estimatedStart: undefined } : queue, when)}
${outlook === undefined || isStranded(state, rules) ? undefined : outlookText(outlook, when)}
<dl><dt>Next to act</dt><dd>${who}</dd>${dueAt === undefined ? undefined : html`<dt>By</dt><dd>${moment(dueAt, when)}</dd>`}</dl>
${openQuestions(state).length > 0 ? html`<p class="quiet small">Whoever has to answer has a mail with links for that.</p>` : undefined}
${answerUrl === undefined || edit === undefined ? undefined : ownLinks(state, edit, answerUrl)}
${deferUrl === undefined || isClosed(state) ? undefined : html`<p><a class="button quiet" href="${safeUrl(deferUrl)}">Defer to a later release</a></p>`}
${again ? html`<p><a class="button" href="${safeUrl(resubmitUrl)}">Send it again</a></p>` : undefined}</section>`;
}

/** Q2, I19. What the contributor may do without being asked. */
function ownLinks(state: Authored & Tested & Questioned & Holdable, question: Question, answerUrl: AnswerUrl): Html {
  const round = roundOf(state, { question: question.id, person: 'contributor' });
  const possible = possibleActions(state, question);
  const offered = possible.flatMap((action) => ownOffer(action));
  const offers = offered.map(
    ({ action, label }, n) =>
      html`${n === 0 ? '' : n === offered.length - 1 ? ', or ' : ', '}<a href="${safeUrl(answerUrl(question.id, action, round))}">${label}</a>`,
  );
  return html`<p>Contributor: ${offers}, with the code in your newest mail.</p>`;
}

function ownOffer(action: Action): { action: Action; label: string }[] {
  const { unasked: label } = actionKinds[action];
  return label === undefined ? [] : [{ action, label }];
}

/** C7: said early, and what it depends on. */
function outlookText(outlook: Outlook, when: When): Html {
  const { release, cutoff, likely, chance } = outlook;
  const hint =
    chance === 'fine'
      ? undefined
      : html` ${chance === 'late' ? 'It can still make it if whoever has to answer does so at once.' : 'It depends on early answers.'}`;
  return html`<p>Release ${release} is cut ${moment(cutoff, when)}: ${chanceTag(outlook)} It is expected to be tested by about ${moment(likely, when)}; this is an estimate.${hint}</p>`;
}

function queueText(queue: NonNullable<StatusView['queue']>, when: When): Html {
  const start =
    queue.estimatedStart === undefined
      ? undefined
      : html` It will start at about ${moment(queue.estimatedStart, when)}; this is an estimate.`;
  return html`<p>Place <strong>${queue.position}</strong> of ${queue.of} in the queue.${start}</p>`;
}

function warnings(state: Requested): Html | undefined {
  if (state.warnings.length === 0) return undefined;
  return html`<h3>Warnings</h3><ul>${warningTexts(state).map((warning) => html`<li dir="auto">${warning}</li>`)}</ul>`;
}
