import { personOf, recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import { ask, closeQuestions } from '#domain/request/decide/asking.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';

/** D3: QA says what a failed regression step means. A false alarm goes on and keeps its reason; the change's own fault goes back to its contributor. */
export function answerRegression(deciding: Deciding, answering: Answering): { refused: Refusal } | undefined {
  const { draft, at } = deciding;
  const { status, turn } = draft.state;
  const { step } = answering.question;
  if (status !== 'deploying' || turn?.state !== 'deploying' || step === undefined)
    return refuse('not_possible_now', 'the deployment is over');
  recordAnswer(deciding, answering);
  const reason = answering.details.comment;
  if (answering.action === 'false_alarm') {
    draft.record({ fact: 'regression_cleared', step, by: personOf(deciding), reason });
    if (draft.state.turn?.steps.every(({ state }) => state === 'passed')) draft.record({ fact: 'deployed', at });
    return undefined;
  }
  closeQuestions(deciding, ['manual_step']);
  draft.record({ fact: 'deployment_failed', why: `the change broke ${step}: ${reason.slice(0, 500)}` });
  draft.record({ fact: 'returned', question: reason });
  ask(deciding, 'return');
  return undefined;
}
