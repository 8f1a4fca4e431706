import type { Actor } from '#contexts/access/domain/people.ts';
import type { AboutQuestion, Action, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type * as kernel from '#kernel/questions/facts.ts';

export type QuestionFact = kernel.QuestionFact<QuestionKind, Action, Actor, AboutQuestion>;
export type { LockFact } from '#kernel/questions/facts.ts';
