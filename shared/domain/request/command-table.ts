import type { Change } from '#domain/request/commands.ts';
import { gateDeciders } from '#domain/request/commands/gates.ts';
import { intakeDeciders } from '#domain/request/commands/intake.ts';
import { changeDeciders } from '#domain/request/commands/change.ts';
import { answerDeciders } from '#domain/request/commands/answers.ts';
import { linkDeciders } from '#domain/request/commands/links.ts';
import { calendarDeciders } from '#domain/request/commands/calendar.ts';
import { endDeciders } from '#domain/request/commands/ends.ts';
import { turnDeciders } from '#domain/request/commands/turn.ts';
import { runDeciders } from '#domain/request/commands/runs.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import type { Refused } from '#domain/request/decision.ts';
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
  ...turnDeciders,
  ...runDeciders,
};
