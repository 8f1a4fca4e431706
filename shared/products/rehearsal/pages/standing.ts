import type { Instant } from '#kernel/time.ts';
import { clockOf } from '#products/rehearsal/domain/clock-question.ts';
import { liveRun } from '#contexts/plans/domain/job/state.ts';
import { wordOf } from '#contexts/plans/domain/job/word.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { ableAdmins, hasNobodyToDecide } from '#contexts/gates/domain/authors.ts';
import { hasDoneTheirPart } from '#products/rehearsal/domain/two-admins.ts';
import { isHeld } from '#products/rehearsal/domain/fallen.ts';
import type { Asked } from '#products/rehearsal/domain/asked.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { hasBackend, type Rules } from '#products/rehearsal/domain/rules.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Assigned } from '#contexts/access/domain/parts/assigned.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { nameOfStep, personName, subjectOf } from '#products/rehearsal/pages/about.ts';
import { blockedUntilApproved } from '#products/rehearsal/domain/after-cut.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';
import { dueOf } from '#products/rehearsal/domain/due.ts';
import type { Holding } from '#products/rehearsal/pages/holding.ts';
import { whoFreesIt, whyHeld } from '#products/rehearsal/pages/held-by-gates.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';
import { gateLabels } from '#contexts/gates/pages/labels.ts';
import { ended, listed, plural, shortSha } from '#html/text.ts';
import { isOpenGate } from '#contexts/gates/domain/open-gates.ts';

/** W1: where a request stands, in words. */
export interface Standing {
  headline: string;
  why: string;
  /** Who acts next, as a sentence; names stand as people write them. */
  who: string;
  dueAt?: Instant;
}

/** `holding`: what of its backend holds it. */
export function standingOf(state: RequestState, rules: Rules, holding?: Pick<Holding, 'who'>): Standing {
  const open = openQuestions(state);
  const question = open.find(({ kind }) => kind === 'gates') ?? open[0];
  const dueAt = question === undefined ? undefined : dueOf(state, question);
  return {
    headline: statusLabels[state.status],
    why: whyHeldOr(state, whyOf(state, rules)),
    who: ended(
      hasNobodyToDecide(rules.people, state) && !isClosed(state)
        ? NOBODY
        : isLeftToNobody(state, rules, question) && !isClosed(state)
          ? NOBODY_ELSE
          : isHeld(state) && question?.kind !== 'gates'
            ? whoFreesIt(state)
            : question === undefined
              ? whoWithoutQuestion(state, rules, holding)
              : whoAnswers(state, rules, question),
    ),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

/** A7: the only admin who may decide has given the first of two approvals. */
function isLeftToNobody(state: Requested & Authored & Tested & Questioned, rules: Rules, question: Question | undefined): boolean {
  const done = hasDoneTheirPart(state, question);
  return done !== undefined && ableAdmins(rules.people, state).every(({ id }) => id === done);
}

/** G9: what holds it comes first, and takes the place of a word that its gates have passed. */
function whyHeldOr(state: Holdable, why: string): string {
  const held = whyHeld(state);
  if (held === undefined) return why;
  return state.status === 'in_review' ? held : `${held} ${why}`;
}

/** What somebody is asked at the moment. What is only offered waits for nobody. */
export function openQuestions(state: Tested & Questioned): Question[] {
  return state.questions.filter(
    (question) => question.state === 'open' && questionKinds[question.kind].isOffer !== true && !isMerelyOffered(state, question),
  );
}

/** G7: while its clock stands, somebody else is to act. */
function isMerelyOffered(state: Tested & Questioned, question: Question): boolean {
  return question.kind === 'gates' && clockOf(state, question)?.state !== 'running';
}

function whoAnswers(state: Requested & Tested & Questioned & Assigned, rules: Rules, question: Question): string {
  const { asked } = questionKinds[question.kind];
  const clock = clockOf(state, question);
  const words = asked.map((group, at) => wordsFor(group, state, rules, at === 0));
  const next = clock?.state === 'running' ? clock.askedNext : undefined;
  return `${words.join(' or ')}${next === undefined ? '' : `; overdue, so ${personName(next, state, rules)} is asked next`}`;
}

const groups: Record<Exclude<Asked, 'contributor'>, string> = {
  admins: 'server-jobs admins',
  testers: 'testers and admins',
  qa: 'QA leads',
  release_team: 'release team',
};

function wordsFor(group: Asked, state: Requested & Assigned, rules: Rules, isFirst: boolean): string {
  if (group === 'contributor') return `${state.submission.contributor.name} (contributor)`;
  if (group === 'admins' && state.assignee !== undefined) return `${personName(state.assignee, state, rules)} (admin)`;
  return `${isFirst ? 'The' : 'the'} ${groups[group]}`;
}

function whoWithoutQuestion(
  state: Requested & Gated & Allocated & Mergeable & Lifecycle,
  rules: Rules,
  holding: Pick<Holding, 'who'> | undefined,
): string {
  switch (state.status) {
    case 'queued':
      return isStranded(state, rules) ? 'The server-jobs admins' : (holding?.who ?? ITSELF);
    case 'approved':
      return whoMerges(state) ?? CLOSED;
    case 'completed':
    case 'rejected':
    case 'withdrawn':
      return CLOSED;
    case 'waiting_for_gates':
      return state.gates.some((gate) => gate.state === 'failed')
        ? `${state.submission.contributor.name} (contributor)`
        : 'Nobody: the gates are checked again automatically';
    case 'waiting_for_confirmation':
    case 'in_review':
    case 'returned':
    case 'deploying':
    case 'deployment_failed':
    case 'running':
    case 'awaiting_verdict':
    case 'on_hold':
      return holding?.who ?? ITSELF;
  }
}

const NOBODY =
  'The release team: every server-jobs admin is an author of the change, so nobody may decide on it; find another admin and add them to the settings';

const NOBODY_ELSE =
  'The release team: two server-jobs admins must approve, and all others are authors of the change; find another admin and add them to the settings';

const CLOSED = 'Nobody: this request is closed';

/** A3: an approval is not the end where its pull request is still to be merged. */
function whoMerges({ merge }: Mergeable): string | undefined {
  if (merge?.state === 'refused') return `Whoever may merge the pull request: it was not merged automatically, because ${merge.why}`;
  return merge?.state === 'wanted' || merge?.state === 'begun' ? 'Nobody: its pull request is merged automatically' : undefined;
}

const ITSELF = 'Nobody: it goes on automatically';

/** Q3, B6. It waits for what will never be free. */
export function isStranded({ status, backend }: Allocated & Lifecycle, rules: Rules): boolean {
  return status === 'queued' && !hasBackend(rules, backend);
}

function whyStranded({ backend }: Allocated): string {
  return `It was accepted and waits for ${backend}, which is no longer in the settings, so nothing starts there. An admin has to add the backend again, or stop the request so that it can be sent again for another one.`;
}

function whyOf(state: Authored & Tested & Allocated & Holdable & Targeted, rules: Rules): string {
  switch (state.status) {
    case 'waiting_for_confirmation':
      return 'A mail was sent to the address in the form. Nothing is checked until the link in it has been used.';
    case 'waiting_for_gates':
      return whyGates(state);
    case 'in_review':
      return `${state.merge?.state === 'merged' ? 'Its pull request was merged before it was tested; it can still be tested.' : state.waivers.some(({ ended }) => ended === undefined) ? 'All gates have passed, or an admin has waived them.' : 'All gates have passed.'} An admin decides whether it may run on the backup server.`;
    case 'returned':
      return `An admin asks: ${ended(state.askedBack)}`;
    case 'queued':
      return isStranded(state, rules) ? whyStranded(state) : whyQueued(state);
    case 'deploying':
      return whyDeploying(state);
    case 'deployment_failed':
      return `The deployment failed: ${ended(state.why)}`;
    case 'running':
      return whyRunning(state);
    case 'awaiting_verdict':
      return whyVerdict(state);
    case 'on_hold':
      return whyOnHold(state);
    case 'approved':
      return `Approved by ${personName(state.approvedBy, state, rules)}${state.headSha === undefined ? '' : ` at commit ${shortSha(state.headSha)}`}. ${state.jobs.some(isTestByHand) ? 'It' : 'Every job'} is fully tested.${whyLate(state)}`;
    case 'completed':
      return whyCompleted(state, rules);
    case 'rejected':
      return `Rejected by ${personName(state.rejectedBy, state, rules)}: ${ended(state.reason)}`;
    case 'withdrawn':
      if (state.unconfirmed === true) return 'Nobody confirmed the address in time.';
      return state.supersededBy === undefined ? 'The contributor withdrew it.' : `Request ${state.supersededBy} replaced it.`;
  }
}

/** C4. */
function whyLate(state: Requested & Targeted & Lifecycle): string {
  const release = blockedUntilApproved(state);
  return release === undefined
    ? ''
    : ` The approval came after the cutoff of release ${release}, whose report lists it as blocking; the release no longer has to wait for it.`;
}

function whyCompleted(state: Requested & Authored & Extract<Lifecycle, { status: 'completed' }>, rules: Rules): string {
  if (state.why === 'only_removes') return 'The pull request only removes jobs, so there is nothing to test. It may be merged.';
  const by =
    state.completedBy === undefined
      ? ''
      : ` Approved by ${personName(state.completedBy, state, rules)}${state.headSha === undefined ? '' : ` at commit ${shortSha(state.headSha)}`}.`;
  return `It only had to prove something, and it has: there is nothing to merge.${by}`;
}

function whyOnHold({ jobs, submission }: Requested & Tested): string {
  if (jobs.some((job) => job.state === 'invalid_data_found'))
    return 'An audit ran without errors but found data that was not expected. Whatever depends on it waits until somebody decides what happens to the data.';
  const audits = jobs.filter((job) => wordOf(job)?.state === 'asked').map(({ step }) => nameOfStep(submission, step));
  return `${listed(audits)} ran and was approved. Jobs that write data do not start before the contributor agrees.`;
}

function whyQueued({ backend, held }: Allocated): string {
  const waits = `It was accepted and waits for its turn on ${backend}.`;
  if (held?.overridden === undefined) return `${waits} A backend takes one deployment at a time.`;
  return `${waits} It may start in spite of the freeze (${held.freezes.join(', ')}): ${ended(held.overridden.reason)}`;
}

function whyGates(state: Requested & Gated): string {
  if (state.gates.length === 0)
    return state.continued === undefined
      ? 'The gates are being checked for the first time.'
      : 'The gates are being checked at its new pull request.';
  const open = state.gates.filter((gate) => isOpenGate(gate, state.waivers));
  return open.map((gate) => `${gateLabels[gate.gate]}: ${ended(gate.why)}`).join(' ');
}

function whyDeploying({ turn, backend }: Allocated): string {
  const step =
    turn?.steps.find(({ state }) => state === 'running' || state === 'failed') ?? turn?.steps.find(({ state }) => state === 'waiting');
  const done = turn?.steps.filter(({ state }) => state === 'passed').length ?? 0;
  return step === undefined
    ? `It has its turn on ${backend}.`
    : `It has its turn on ${backend}; step ${done + 1} of ${turn?.steps.length ?? 0}: ${step.name}.`;
}

function whyRunning(state: Requested & Tested & Allocated): string {
  const job = state.jobs.find((one) => one.state === 'running');
  const ready = state.jobs.filter((one) => one.state === 'awaiting_verdict' || one.state === 'approved').length;
  const where = `${ready} of ${plural(state.jobs.length, 'job')} ran`;
  if (job !== undefined && liveRun(job)?.executor === 'manual')
    return `It is on ${state.backend}: a tester or an admin does ${subjectOf(state.submission, job.step)} there and records what they see.`;
  return job === undefined
    ? `The next job is being started; ${where}.`
    : `${nameOfStep(state.submission, job.step)} runs on ${state.backend}; ${where}.`;
}

function whyVerdict(state: Requested & Tested): string {
  if (state.jobs.some(isTestByHand)) return 'The test by hand was recorded. An admin looks at what was seen and decides.';
  const steps = state.jobs.filter((job) => job.state === 'awaiting_verdict').map(({ step }) => nameOfStep(state.submission, step));
  return `${steps.join(', ')} ran. An admin looks at the outcome and decides.`;
}
