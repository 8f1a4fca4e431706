import { dependants, type Job } from '#domain/job/state.ts';
import { verdictClock } from '#domain/request/clock-names.ts';
import { resumeClock, startClock } from '#domain/request/decide/clocks.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import type { QuestionKind } from '#domain/request/questions.ts';

/** Asks a new question and gives its number. */
export function ask({ draft, at }: Deciding, kind: QuestionKind, step?: string, said?: string): number {
  const question = draft.state.questions.length + 1;
  draft.record({ fact: 'asked', question, kind, at, ...(step === undefined ? {} : { step }), ...(said === undefined ? {} : { said }) });
  return question;
}

/** Closes every open question of these kinds (when none is named, all but what people have said: that is answered even when the request is over, W1), about `step` when it is given. */
export function closeQuestions({ draft }: Deciding, kinds?: readonly QuestionKind[], step?: string): void {
  for (const question of draft.state.questions) {
    if (question.state !== 'open' || (kinds === undefined ? question.kind === 'concern' : !kinds.includes(question.kind))) continue;
    if (step === undefined || question.step === step) draft.record({ fact: 'question_closed', question: question.id });
  }
}

/** S1: the review clock. A paused one goes on with what is left of it; it is never reset (S3). */
export function askForReview(deciding: Deciding): void {
  const question = ask(deciding, 'review');
  const { clocks } = deciding.draft.state;
  const paused = clocks.find((clock) => clock.kind === 'review' && clock.state === 'paused');
  if (paused !== undefined) resumeClock(deciding, paused);
  else if (!clocks.some((clock) => clock.kind === 'review' && clock.state === 'running'))
    startClock(deciding, `review:${question}`, 'review');
}

/** S1: the verdict on one run. `allowance`: a reason already given why an output that differs is good (R13). */
export function askForVerdict(deciding: Deciding, step: string, run: string, allowance?: string): void {
  const { draft } = deciding;
  const question = ask(deciding, 'verdict', step);
  draft.record({ fact: 'verdict_asked', step, question, ...(allowance === undefined ? {} : { allowance }) });
  if (!draft.state.clocks.some((known) => known.id === verdictClock(run))) startClock(deciding, verdictClock(run), 'verdict');
}

/** R13: what the audit found is put to people, and everything that builds on it waits for what they say. */
export function holdDependants(deciding: Deciding, audit: Job): void {
  const { draft } = deciding;
  const held = dependants(draft.state.jobs, audit.step)
    .filter((job) => job.state === 'waiting')
    .map(({ step }) => step);
  const question = ask(deciding, 'hold', audit.step);
  draft.record({ fact: 'invalid_data_found', step: audit.step, question, held });
}
