import { dependants } from '#contexts/plans/domain/job/graph.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import { resumeClock, startClock } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';
import type { AboutQuestion, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import * as kernel from '#kernel/questions/ask.ts';

/** Asks a new question and gives its number. */
export function ask(deciding: Deciding, kind: QuestionKind, step?: string, said?: string): number {
  return kernel.ask(deciding, kind, { ...(step === undefined ? {} : { step }), ...(said === undefined ? {} : { said }) });
}

export function askAbout(deciding: Deciding, kind: QuestionKind, about: AboutQuestion & { covers?: number[] }): number {
  return kernel.ask(deciding, kind, about);
}

/** Closes every open question of these kinds (when none is named, all but what people have said: that is answered even when the request is over, W1), about `step` when it is given. */
export function closeQuestions(deciding: Deciding, kinds?: readonly QuestionKind[], step?: string): void {
  kernel.closeQuestions(deciding, (question) => {
    if (step !== undefined && question.step !== step) return false;
    return kinds === undefined ? ruleOf(question.kind).outlivesRequest !== true : kinds.includes(question.kind);
  });
}

function ruleOf(kind: QuestionKind): QuestionRule {
  return questionKinds[kind];
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

/** The verdict on a job's newest run is due. `allowance`: a reason already given why an output that differs is good (R13). Gives its question. */
export function askForVerdict(deciding: Deciding, step: string, allowance?: string): number {
  const question = ask(deciding, 'verdict', step);
  deciding.draft.record({ fact: 'verdict_asked', step, question, ...(allowance === undefined ? {} : { allowance }) });
  return question;
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
