import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { ask, closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import { askedStep } from '#products/rehearsal/domain/decide/asked-step.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';

/** D3: the change’s own fault goes back to its contributor. */
export const causedByChange: ActionKind = {
  label: 'Caused by the change',
  rank: 20,
  needs: 'What did the change break?',
  done: 'Laid to the change',
  asksBack: true,
  consequence: 'The deployment ends, the backend is free for other requests, and the contributor is sent what you write.',
  decide: { regression: layToChange },
};

function layToChange(deciding: Deciding, answering: Answering): Refused {
  const asked = askedStep(deciding, answering);
  if ('refused' in asked) return asked;
  const { draft } = deciding;
  const reason = answering.details.comment;
  recordAnswer(deciding, answering);
  closeQuestions(deciding, ['manual_step']);
  draft.record({ fact: 'deployment_failed', why: `the change broke ${asked.step}: ${reason.slice(0, 500)}` });
  draft.record({ fact: 'returned', question: reason });
  ask(deciding, 'return');
  return undefined;
}
