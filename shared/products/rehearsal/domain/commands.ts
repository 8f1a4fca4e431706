import type { AnswerCommand } from '#products/rehearsal/domain/commands/types/answers.ts';
import type { CalendarCommand } from '#products/rehearsal/domain/commands/types/calendar.ts';
import type { ChangeCommand } from '#products/rehearsal/domain/commands/types/change.ts';
import type { EndCommand } from '#products/rehearsal/domain/commands/types/ends.ts';
import type { GateCommand } from '#products/rehearsal/domain/commands/types/gates.ts';
import type { IntakeCommand, SubmitCommand } from '#products/rehearsal/domain/commands/types/intake.ts';
import type { LinkCommand } from '#products/rehearsal/domain/commands/types/links.ts';
import type { RunCommand } from '#products/rehearsal/domain/commands/types/runs.ts';
import type { AllocationCommand } from '#products/rehearsal/domain/commands/types/allocation.ts';
import type { Headed } from '#products/rehearsal/domain/commands/types/header.ts';

export type { AnswerDetails, Judgement, NamedGate } from '#products/rehearsal/domain/answer-details.ts';

/** What is asked of a request that has begun. What decides on each stands in `commands`. */
type Asked =
  | GateCommand
  | IntakeCommand
  | ChangeCommand
  | AnswerCommand
  | LinkCommand
  | CalendarCommand
  | EndCommand
  | AllocationCommand
  | RunCommand;
export type Change = Headed<Asked>;

export type Command = Headed<SubmitCommand> | Change;
type CommandName = Command['command'];
export type CommandOf<N extends CommandName> = Extract<Command, { command: N }>;
