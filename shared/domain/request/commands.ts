import type { AnswerCommand } from '#domain/request/commands/types/answers.ts';
import type { CalendarCommand } from '#domain/request/commands/types/calendar.ts';
import type { ChangeCommand } from '#domain/request/commands/types/change.ts';
import type { EndCommand } from '#domain/request/commands/types/ends.ts';
import type { GateCommand } from '#domain/request/commands/types/gates.ts';
import type { IntakeCommand, SubmitCommand } from '#domain/request/commands/types/intake.ts';
import type { LinkCommand } from '#domain/request/commands/types/links.ts';
import type { RunCommand } from '#domain/request/commands/types/runs.ts';
import type { TurnCommand } from '#domain/request/commands/types/turn.ts';
import type { Headed } from '#domain/request/commands/types/header.ts';

export type { AnswerDetails, Judgement, NamedGate } from '#domain/request/answer-details.ts';

/** What is asked of a request that has begun. What decides on each stands in `commands`. */
type Asked =
  | GateCommand
  | IntakeCommand
  | ChangeCommand
  | AnswerCommand
  | LinkCommand
  | CalendarCommand
  | EndCommand
  | TurnCommand
  | RunCommand;
export type Change = Headed<Asked>;

export type Command = Headed<SubmitCommand> | Change;
type CommandName = Command['command'];
export type CommandOf<N extends CommandName> = Extract<Command, { command: N }>;
