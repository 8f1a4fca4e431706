import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { heldUntil as holdsUntil } from '#contexts/telling/domain/mail/held.ts';
import type { Hours } from '#contexts/telling/domain/quiet.ts';
import { templateOf } from '#products/rehearsal/domain/mail/template.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Instant } from '#kernel/time.ts';

/** Whether an answer to it is owed by a clock (S1), and not only offered. */
export function isPromised(kind: QuestionKind): boolean {
  const { clock, isOffer, canWaitForReader }: QuestionRule = questionKinds[kind];
  return clock !== undefined && isOffer !== true && canWaitForReader !== true;
}

/** N8: a question with a running clock, a breach, a cutoff that is over: quiet hours do not hold it unless the reader wants them to. */
export function isUrgent(effect: MailEffect, state: Questioned | undefined): boolean {
  if (templateOf(effect.template)?.urgent === true) return true;
  if (state === undefined) return false;
  const question = state.questions.find(({ id }) => id === effect.question);
  return question !== undefined && isPromised(question.kind) && state.clocks.some((clock) => clock.state === 'running');
}

/** Until when a mail to this reader waits. Undefined: it goes out now. `waited`: it has waited for the reader's time of day before. */
export function heldUntil(
  effect: MailEffect,
  state: Questioned | undefined,
  hours: Hours,
  at: Instant,
  waited = false,
): Instant | undefined {
  return holdsUntil({ urgent: isUrgent(effect, state), again: effect.again }, hours, at, waited);
}
