import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { climbLadder } from '#domain/request/decide/clocks.ts';
import { cutOff } from '#domain/request/decide/cutoff.ts';
import { holdTurn, overrideByOperator } from '#domain/request/decide/freeze.ts';
import type { CalendarCommand } from '#domain/request/commands/types/calendar.ts';

export const calendarDeciders: CommandDeciders<CalendarCommand> = {
  climb_ladder: climbLadder,
  cut_off: cutOff,
  hold_turn: holdTurn,
  override_freeze: overrideByOperator,
};
