import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askedRun } from '#products/rehearsal/domain/decide/asked-run.ts';
import { runAgain } from '#products/rehearsal/domain/decide/run-again.ts';

/** A1. */
export const rerun: ActionKind = {
  label: 'Run again',
  rank: 80,
  needs: 'Why should it run again?',
  done: 'Ordered to run again',
  consequence: 'The job waits for its next turn and runs again.',
  placeAmongVerdicts: 1,
  decide: { verdict: orderRun },
};

function orderRun(deciding: Deciding, answering: Answering): Refused {
  const asked = askedRun(deciding, answering);
  if ('refused' in asked) return asked;
  return runAgain(deciding, answering, asked.job);
}
