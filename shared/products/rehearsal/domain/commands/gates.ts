import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { recordGates } from '#products/rehearsal/domain/decide/gates.ts';
import { waiveByOperator } from '#products/rehearsal/domain/decide/waive.ts';
import type { GateCommand } from '#products/rehearsal/domain/commands/types/gates.ts';

export const gateDeciders: CommandDeciders<GateCommand> = {
  record_gates: recordGates,
  call_admins: () => undefined,
  waive_gates: waiveByOperator,
};
