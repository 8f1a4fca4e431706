import type { MailEffect } from '#domain/mail/effect.ts';
import { nextTimeOfDay, quietUntil, type Hours } from '#domain/mail/quiet.ts';
import { templateOf } from '#domain/mail/template.ts';
import type { QuestionKind } from '#domain/request/questions.ts';
import type { QuestionRule } from '#domain/request/questions/define.ts';
import { questionKinds } from '#domain/request/questions/table.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
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
  { quiet: hours, digestAt, timeZone }: Hours,
  at: Instant,
  waited = false,
): Instant | undefined {
  const quiet = hours === false ? undefined : hours;
  const zone = timeZone ?? quiet?.timeZone ?? 'UTC';
  const urgent = isUrgent(effect, state);
  const isNow = urgent || waited || effect.again === true;
  const from = isNow || digestAt === undefined ? at : nextTimeOfDay(digestAt, zone, at);
  const silent = quiet === undefined || (urgent && quiet.urgentToo !== true) ? undefined : quietUntil(quiet, zone, from);
  return silent ?? (from > at ? from : undefined);
}
