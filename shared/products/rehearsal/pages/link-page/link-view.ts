import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import type { LinkClaims } from '#kernel/questions/claims.ts';
import { isIrreversible } from '#contexts/gates/domain/pull-request/merge.ts';
import type { Instant } from '#kernel/time.ts';
import { attemptState, type DeadReason } from '#kernel/questions/judge.ts';
import { judgingOf } from '#products/rehearsal/domain/judging.ts';
import { coveredBy, type Action, type Question } from '#products/rehearsal/domain/questions.ts';
import { actionsFor } from '#products/rehearsal/domain/possible-actions.ts';
import type { Asking } from '#products/rehearsal/domain/fields/define.ts';
import type { DecisionEvidence } from '#products/rehearsal/domain/decision-evidence.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { firstApprovalOf } from '#products/rehearsal/domain/two-admins.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { SeenBackend } from '#products/rehearsal/pages/holding.ts';
import type { When } from '#html/times.ts';

/** An action link and what it is about. */
export interface LinkView {
  state: RequestState;
  rules: Rules;
  when: When;
  question: Question;
  action: Action;
  /** Id and name of whoever the link was mailed to. */
  person: { id: string; name: string };
  statusUrl: string;
  /** Left out where nothing is to be judged. */
  evidence?: DecisionEvidence;
  /** W3. They are signed in, so that no code is asked for; left out, they came by a mailed link. */
  signedIn?: {
    /** What the form carries. */ form: string;
    /** Where another answer to the same question is given. */ path: (action: Action) => string;
  };
  /** The backend that it would run on, as it is now. */
  backend?: SeenBackend;
}

export function askingOf({ state, rules, question, person, when }: LinkView): Asking {
  return { state, rules, question, person, now: when.now };
}

export type LinkState = { standing: 'open' | 'answered'; question: Question; action: Action } | { standing: 'dead'; reason: DeadReason };

interface Circumstances {
  rules: Rules;
  now: Instant;
  /** Typed so far with this person's links to this question; left out where nobody comes by a link. */
  wrongCodes?: number;
}

/** N3: what a link that we signed may still do, or somebody who is signed in. */
export function linkState(state: RequestState, claims: LinkClaims, { rules, now, wrongCodes }: Circumstances): LinkState {
  const { question: id, action, person, round = 0 } = claims;
  const found = attemptState(judgingOf(state, rules, now), {
    question: id,
    action,
    person,
    ...(wrongCodes === undefined ? {} : { link: { round, wrongCodes } }),
  });
  const question = 'question' in found ? found.question : state.questions.find((one) => one.id === id);
  const known = question === undefined ? undefined : actionsFor(question.kind).find((one) => one === action);
  if (question === undefined || known === undefined) return { standing: 'dead', reason: 'unknown' };
  const own = known === 'approve' && question.state === 'open' ? ownFirstApproval(state, question, person) : undefined;
  if (own !== undefined && !('reason' in found && found.reason === 'not_known_person'))
    return { standing: 'answered', question: own, action: known };
  return found.standing === 'dead' ? found : { ...found, action: known };
}

/** A7: to the one of two who has approved, their approval is the answer, while the question is open to the others. */
export function ownFirstApproval(state: RequestState, question: Question, person: string): Question | undefined {
  const job = jobAsked({ state, question });
  const first = job === undefined ? undefined : firstApprovalOf(job, question);
  if (first === undefined || first.by !== person) return undefined;
  return { ...question, answer: { action: 'approve', by: { kind: 'person', id: person }, at: first.at, comment: first.outcomeVerified } };
}

/** The reader has given this very answer; of several verdicts, to one of them. */
export function isAnsweredByReader({ question, state, action, person }: LinkView): boolean {
  const answers = [question, ...coveredBy(state.questions, question)].flatMap(({ answer }) => answer ?? []);
  return answers.some((answer) => answer.action === action && (answer.by.kind === 'person' ? answer.by.id : answer.by.kind) === person.id);
}

export function jobAsked({ state, question }: Pick<LinkView, 'state' | 'question'>): Job | undefined {
  return state.jobs.find(({ step }) => step === question.step);
}

/** Why this job cannot be approved whatever anybody says; undefined when it can (A1). */
export function notApprovable(job: Job | undefined): string | undefined {
  const run = job === undefined ? undefined : lastRun(job);
  if (run?.state === 'done' && run.result.failure === undefined) return undefined;
  return 'The run had failures, so the job cannot be approved. Run it again or reject it.';
}

/** A5: until when the reader may take the verdict back; undefined when they may not. */
export function undoUntil({ state, rules, when, question, person }: LinkView): Instant | undefined {
  const { answer } = question;
  const job = jobAsked({ state, question });
  if (
    isIrreversible(state.merge) ||
    answer === undefined ||
    question.kind !== 'verdict' ||
    job === undefined ||
    isSuperseded(state, question)
  )
    return undefined;
  const first = firstApprovalOf(job, { ...question, state: job.state === 'awaiting_verdict' ? 'open' : 'answered' });
  const byThem = answer.by.kind === 'person' && answer.by.id === person.id;
  if (first?.by !== person.id && (!byThem || (job.state !== 'approved' && job.state !== 'rejected'))) return undefined;
  const until = (byThem || first === undefined ? answer.at : first.at) + rules.undoWithin;
  return when.now < until ? until : undefined;
}

/** The same was asked again since: an answer to this question no longer stands. */
export function isSuperseded(state: Questioned, question: Question): boolean {
  return (
    question.step !== undefined &&
    state.questions.some((other) => other.id > question.id && other.kind === question.kind && other.step === question.step)
  );
}
