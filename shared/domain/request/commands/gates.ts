import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { recordGates } from '#domain/request/decide/gates.ts';
import { waiveByOperator } from '#domain/request/decide/waive.ts';
import type { GateCommand } from '#domain/request/commands/types/gates.ts';

export const gateDeciders: CommandDeciders<GateCommand> = {
  record_gates: recordGates,
  call_admins: () => undefined,
  waive_gates: waiveByOperator,
};
