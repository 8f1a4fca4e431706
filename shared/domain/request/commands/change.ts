import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { continueAt, giveWay } from '#domain/request/decide/continue.ts';
import type { ChangeCommand } from '#domain/request/commands/types/change.ts';

export const changeDeciders: CommandDeciders<ChangeCommand> = { continue_at: continueAt, give_way: giveWay };
