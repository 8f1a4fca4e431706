import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { lockOut, sendAgain, unlock } from '#domain/request/decide/locks.ts';
import type { LinkCommand } from '#domain/request/commands/types/links.ts';

export const linkDeciders: CommandDeciders<LinkCommand> = { send_again: sendAgain, lock_out: lockOut, unlock };
