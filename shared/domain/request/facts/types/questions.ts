import type { Actor } from '#domain/people.ts';
import type { AboutQuestion, Action, QuestionKind } from '#domain/request/questions.ts';
import type * as kernel from '#kernel/questions/facts.ts';

export type QuestionFact = kernel.QuestionFact<QuestionKind, Action, Actor, AboutQuestion>;
export type { LockFact } from '#kernel/questions/facts.ts';
