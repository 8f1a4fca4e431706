import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { answer } from '#domain/request/decide/answer.ts';
import { undo } from '#domain/request/decide/undo.ts';
import type { AnswerCommand } from '#domain/request/commands/types/answers.ts';

export const answerDeciders: CommandDeciders<AnswerCommand> = { answer, undo };
