import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askedRun } from '#products/rehearsal/domain/decide/asked-run.ts';
import { runAgain } from '#products/rehearsal/domain/decide/run-again.ts';
import { settleInvalidData } from '#products/rehearsal/domain/decide/outdate.ts';

/** R13. */
export const dataMended: ActionKind = {
  label: 'Data mended',
  rank: 20,
  needs: 'What did you correct by hand?',
  done: 'Data mended',
  consequence: 'The audit runs again; whatever depends on it goes on when the audit passes.',
  decide: { hold: runOnMended },
};

function runOnMended(deciding: Deciding, answering: Answering): Refused {
  const asked = askedRun(deciding, answering);
  if ('refused' in asked) return asked;
  return runAgain(deciding, answering, asked.job, () => settleInvalidData(deciding, asked.job.step));
}
