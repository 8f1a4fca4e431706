import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { climbLadder } from '#products/rehearsal/domain/decide/clocks.ts';
import { deferRequest } from '#products/rehearsal/domain/decide/defer.ts';
import { cutOff } from '#products/rehearsal/domain/decide/cutoff.ts';
import { holdAllocation, overrideByOperator } from '#products/rehearsal/domain/decide/freeze.ts';
import type { CalendarCommand } from '#products/rehearsal/domain/commands/types/calendar.ts';

export const calendarDeciders: CommandDeciders<CalendarCommand> = {
  climb_ladder: climbLadder,
  cut_off: cutOff,
  defer_request: deferRequest,
  hold_turn: holdAllocation,
  override_freeze: overrideByOperator,
};
