import { dependants } from '#contexts/plans/domain/job/graph.ts';
import { lastRun, type Approval, type Job } from '#contexts/plans/domain/job/state.ts';
import { hasRole } from '#contexts/access/domain/people.ts';
import { isIrreversible } from '#contexts/gates/domain/pull-request/merge.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { personOf } from '#products/rehearsal/domain/decide/answering.ts';
import { ask, askForVerdict, closeQuestions, holdDependants } from '#products/rehearsal/domain/decide/asking.ts';
import { isVerdictClockOf, promiseOf } from '#products/rehearsal/domain/clock-names.ts';
import { resumeClock } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { putToAdmins } from '#products/rehearsal/domain/decide/verdicts.ts';
import { coveredBy, type Question } from '#products/rehearsal/domain/questions.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { firstApprovalOf } from '#products/rehearsal/domain/two-admins.ts';
import type { Instant } from '#kernel/time.ts';

/** A5: the one who decided takes it back, in time, and nothing that stays has happened meanwhile. Of several, all of theirs or those that are named. */
export function undo(deciding: Deciding, command: CommandOf<'undo'>): { refused: Refusal } | undefined {
  const { state } = deciding.draft;
  const question = state.questions.find(({ id }) => id === command.question);
  if (question?.kind !== 'verdicts') return undoAll(deciding, question === undefined ? [] : [question]);
  const { only } = command;
  const covered = coveredBy(state.questions, question);
  const wanted =
    only === undefined ? covered.filter((one) => refusalOf(deciding, one) === undefined) : covered.filter(({ id }) => only.includes(id));
  return undoAll(deciding, wanted.length > 0 ? wanted : covered);
}

/** All of them, or none. */
function undoAll(deciding: Deciding, named: readonly Question[]): { refused: Refusal } | undefined {
  const questions = withAllRejected(deciding, named);
  if (questions.length === 0) return refuse('unknown_question', 'there is no verdict to undo');
  const refused = questions.map((question) => refusalOf(deciding, question)).find((one) => one !== undefined);
  if (refused !== undefined) return refused;
  const by = personOf(deciding);
  const asked = questions.flatMap((question) => {
    const job = jobOf(deciding, question);
    if (job === undefined) return [];
    return question.answer === undefined ? [takeBackFirst(deciding, job, by)] : [takeBack(deciding, job, by)];
  });
  const others = askOthersAgain(deciding);
  const ids = new Set([...asked, ...others]);
  putToAdmins(
    deciding,
    deciding.draft.state.questions.filter(({ id, state }) => ids.has(id) && state === 'open'),
  );
  if (!deciding.draft.state.questions.some(({ kind, state }) => kind === 'withdraw' && state === 'open')) ask(deciding, 'withdraw');
  return undefined;
}

/** What was rejected at once is open again at once: no request goes on with a rejected job. */
function withAllRejected({ draft: { state } }: Deciding, named: readonly Question[]): Question[] {
  const isRejected = ({ step }: Question): boolean => state.jobs.some((job) => job.step === step && job.state === 'rejected');
  if (!named.some(isRejected)) return [...named];
  const others = state.questions.filter(
    (question) => question.kind === 'verdict' && question.answer?.action === 'reject' && isRejected(question) && !named.includes(question),
  );
  return [...named, ...others];
}

function jobOf({ draft }: Deciding, { step }: Question): Job | undefined {
  return draft.state.jobs.find((job) => job.step === step);
}

/** Why this person cannot take back their verdict; undefined when they can. */
function refusalOf(deciding: Deciding, question: Question): { refused: Refusal } | undefined {
  const { draft, at, by, rules } = deciding;
  const job = jobOf(deciding, question);
  if (question.kind !== 'verdict' || job === undefined) return refuse('unknown_question', 'there is no verdict to undo');
  const first = firstApprovalOf(job, question);
  if (question.answer === undefined && first === undefined) return refuse('unknown_question', 'there is no verdict to undo');
  const own = by.kind === 'person' ? decidedAt(question, first, by.id) : undefined;
  if (by.kind !== 'person' || own === undefined) return refuse('not_allowed', 'only the one who decided may undo it');
  if (at >= own + rules.undoWithin) return refuse('too_late', 'the time to undo it is over');
  if (!hasRole(rules.people, by.id, 'admin')) return refuse('not_allowed', 'only admins decide');
  if (question.answer === undefined) return undefined;
  if (!stillStands(draft.state, job, question)) return refuse('not_possible_now', 'this verdict no longer counts');
  if (isIrreversible(draft.state.merge)) return refuse('irreversible', 'the pull request is merged, or is being merged');
  if (hasBuiltOn(draft.state, job.step, question.answer.at)) return refuse('irreversible', 'a job that needed this one has started since');
  return undefined;
}

/** When this person gave the verdict, or was one of the two who did (A7). */
function decidedAt({ answer }: Question, first: Approval | undefined, person: string): Instant | undefined {
  if (answer?.by.kind === 'person' && answer.by.id === person) return answer.at;
  return first?.by === person ? first.at : undefined;
}

/** A7: asked anew, so that every link of the old question dies and the others hear of it; the clock goes on. Gives the new question. */
function takeBackFirst(deciding: Deciding, job: Job, by: string): number {
  deciding.draft.record({ fact: 'first_approval_undone', step: job.step, by });
  closeQuestions(deciding, ['verdict'], job.step);
  return askForVerdict(deciding, job.step);
}

function takeBack(deciding: Deciding, job: Job, by: string): number {
  const { draft } = deciding;
  const asked = ask(deciding, 'verdict', job.step);
  const revived =
    draft.state.status === 'rejected' ? draft.state.jobs.filter((other) => other.state === 'cancelled').map(({ step }) => step) : [];
  const standing = otherApproval(job, by);
  draft.record({ fact: 'verdict_undone', step: job.step, question: asked, revived, ...(standing === undefined ? {} : { standing }) });
  reopenClock(deciding, job.step);
  return asked;
}

/** A7: each takes back their own; what the other said stands, and is one of two again. */
function otherApproval(job: Job, by: string): Approval | undefined {
  if (job.state !== 'approved' || job.approval.first === undefined) return undefined;
  const { first, ...second } = job.approval;
  return by === first.by ? second : first;
}

/** It is the newest verdict on its job, and no other end of the request has come since. */
function stillStands(state: Questioned & Lifecycle, job: Job, question: Question): boolean {
  const newest = state.questions.findLast(({ kind, step }) => kind === 'verdict' && step === job.step);
  if (newest?.id !== question.id) return false;
  return job.state === 'rejected' || (job.state === 'approved' && state.status !== 'rejected' && state.status !== 'withdrawn');
}

function hasBuiltOn(state: Tested, step: string, since: number): boolean {
  return dependants(state.jobs, step).some((job) => job.runs.some((run) => run.intendedAt >= since));
}

/** S3: the promise is the old one, with what was left of its time when it was answered. */
function reopenClock(deciding: Deciding, step: string): void {
  const { jobs, clocks } = deciding.draft.state;
  const job = jobs.find((other) => other.step === step);
  const run = job === undefined ? undefined : lastRun(job);
  const old = run === undefined ? undefined : clocks.findLast((clock) => isVerdictClockOf(clock, promiseOf(run)));
  if (old !== undefined) resumeClock(deciding, old);
}

/** A rejection closed the other questions; with the request open again they are asked again. Gives the verdicts among them. */
function askOthersAgain(deciding: Deciding): number[] {
  const asked: number[] = [];
  for (const job of deciding.draft.state.jobs) {
    if (job.state !== 'awaiting_verdict' && job.state !== 'invalid_data_found') continue;
    if (deciding.draft.state.questions.some((question) => question.step === job.step && question.state === 'open')) continue;
    if (job.state === 'invalid_data_found') holdDependants(deciding, job);
    else {
      asked.push(askForVerdict(deciding, job.step));
      reopenClock(deciding, job.step);
    }
  }
  return asked;
}
