import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';

/** I16. Nobody was asked whether the address is theirs, or they said so. One that ended before stays unproven for good. */
export function isProven({ questions }: Pick<Questioned, 'questions'>): boolean {
  return !questions.some(({ kind, answer }) => kind === 'confirm' && answer?.action !== 'confirm');
}
