import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { answer } from '#products/rehearsal/domain/decide/answer.ts';
import { undo } from '#products/rehearsal/domain/decide/undo.ts';
import type { AnswerCommand } from '#products/rehearsal/domain/commands/types/answers.ts';

export const answerDeciders: CommandDeciders<AnswerCommand> = { answer, undo };
