import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { lockOut, sendAgain, unlock } from '#products/rehearsal/domain/decide/locks.ts';
import type { LinkCommand } from '#products/rehearsal/domain/commands/types/links.ts';

export const linkDeciders: CommandDeciders<LinkCommand> = { send_again: sendAgain, lock_out: lockOut, unlock };
