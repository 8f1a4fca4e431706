import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { continueAt, giveWay } from '#products/rehearsal/domain/decide/continue.ts';
import type { ChangeCommand } from '#products/rehearsal/domain/commands/types/change.ts';

export const changeDeciders: CommandDeciders<ChangeCommand> = { continue_at: continueAt, give_way: giveWay };
