import type { Change } from '#products/rehearsal/domain/commands.ts';
import { gateDeciders } from '#products/rehearsal/domain/commands/gates.ts';
import { intakeDeciders } from '#products/rehearsal/domain/commands/intake.ts';
import { changeDeciders } from '#products/rehearsal/domain/commands/change.ts';
import { answerDeciders } from '#products/rehearsal/domain/commands/answers.ts';
import { linkDeciders } from '#products/rehearsal/domain/commands/links.ts';
import { calendarDeciders } from '#products/rehearsal/domain/commands/calendar.ts';
import { endDeciders } from '#products/rehearsal/domain/commands/ends.ts';
import { allocationDeciders } from '#products/rehearsal/domain/commands/allocation.ts';
import { runDeciders } from '#products/rehearsal/domain/commands/runs.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import type { Refused } from '#products/rehearsal/domain/decision.ts';
import type { Deciders } from '#kernel/process.ts';

/** Everything that can be asked of a request. A command without an entry does not compile. */
export const commandTable: Deciders<Deciding, Change, Refused> = {
  ...gateDeciders,
  ...intakeDeciders,
  ...changeDeciders,
  ...answerDeciders,
  ...linkDeciders,
  ...calendarDeciders,
  ...endDeciders,
  ...allocationDeciders,
  ...runDeciders,
};
