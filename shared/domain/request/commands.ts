import type { GateCommand } from '#domain/request/commands/gates.ts';
import type { IntakeCommand, SubmitCommand } from '#domain/request/commands/intake.ts';
import type { ChangeCommand } from '#domain/request/commands/change.ts';
import type { AnswerCommand } from '#domain/request/commands/answers.ts';
import type { LinkCommand } from '#domain/request/commands/links.ts';
import type { CalendarCommand } from '#domain/request/commands/calendar.ts';
import type { EndCommand } from '#domain/request/commands/ends.ts';
import type { TurnCommand } from '#domain/request/commands/turn.ts';
import type { RunCommand } from '#domain/request/commands/runs.ts';
import type { Headed } from '#domain/request/commands/room.ts';

export type { AnswerDetails, Judgement, NamedGate } from '#domain/request/answer-details.ts';

/** What is asked of a request that has begun. Each stands beside what decides on it. */
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
