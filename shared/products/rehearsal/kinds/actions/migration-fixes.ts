import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askForVerdict } from '#products/rehearsal/domain/decide/asking.ts';
import { askedRun } from '#products/rehearsal/domain/decide/asked-run.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { settleInvalidData } from '#products/rehearsal/domain/decide/outdate.ts';

/** R13. */
export const migrationFixes: ActionKind = {
  label: 'Migration fixes it',
  rank: 10,
  needs: 'How does the migration handle the data that was found?',
  done: 'Left to the migration',
  consequence: 'Whatever depends on the audit goes on, and the audit itself waits for a verdict.',
  decide: { hold: leaveToMigration },
};

function leaveToMigration(deciding: Deciding, answering: Answering): Refused {
  const asked = askedRun(deciding, answering);
  if ('refused' in asked) return asked;
  const { step } = asked.job;
  recordAnswer(deciding, answering);
  settleInvalidData(deciding, step);
  askForVerdict(deciding, step, `the migration fixes it: ${answering.details.comment}`);
  return undefined;
}
