import type { Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';

/** D3: the failed regression step of which QA says what it means. */
export function askedStep({ draft }: Deciding, { question }: Answering): { step: string } | { refused: Refusal } {
  const { status, turn } = draft.state;
  const { step } = question;
  const isOver = status !== 'deploying' || turn?.state !== 'deploying' || step === undefined;
  return isOver ? refuse('not_possible_now', 'the deployment is over') : { step };
}
