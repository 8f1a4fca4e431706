import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askedStep } from '#products/rehearsal/domain/decide/asked-step.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';

/** D3: it goes on and keeps its reason. */
export const falseAlarm: ActionKind = {
  label: 'False alarm',
  rank: 10,
  needs: 'Why is this not caused by the change?',
  done: 'Called a false alarm',
  consequence: 'The deployment goes on with its next step. Your reason stays on the record.',
  decide: { regression: clear },
};

function clear(deciding: Deciding, answering: Answering): Refused {
  const asked = askedStep(deciding, answering);
  if ('refused' in asked) return asked;
  const { draft, at } = deciding;
  recordAnswer(deciding, answering);
  draft.record({ fact: 'regression_cleared', step: asked.step, by: personOf(deciding), reason: answering.details.comment });
  if (draft.state.turn?.steps.every(({ state }) => state === 'passed')) draft.record({ fact: 'deployed', at });
  return undefined;
}
