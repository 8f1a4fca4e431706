import type { ActionKind, Refused } from '#domain/request/actions/define.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { askForVerdict } from '#domain/request/decide/asking.ts';
import { askedRun } from '#domain/request/decide/asked-run.ts';
import { recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import { settleInvalidData } from '#domain/request/decide/outdate.ts';

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
