import type { ActionKind, Refused } from '#domain/request/actions/define.ts';
import type { Answering } from '#domain/request/decide/answering.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { askedRun } from '#domain/request/decide/asked-run.ts';
import { runAgain } from '#domain/request/decide/run-again.ts';
import { settleInvalidData } from '#domain/request/decide/outdate.ts';

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
