import { edgesOf, instantOf, localTime } from '#domain/calendar/zone.ts';
import type { Person, QuietHours } from '#domain/people.ts';
import type { MailEffect } from '#domain/mail/effect.ts';
import { templateOf } from '#domain/mail/template.ts';
import type { QuestionKind } from '#domain/request/questions.ts';
import type { QuestionRule } from '#domain/request/questions/define.ts';
import { questionKinds } from '#domain/request/questions/table.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
import { DAY, MINUTE, type Instant } from '#kernel/time.ts';

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

/** When the quiet hours around an instant end. Undefined: they are not now. Clocks may be changed meanwhile: the end is by the clock. Pure. */
export function quietUntil({ from, to }: QuietHours, timeZone: string, at: Instant): Instant | undefined {
  if (from === to) return undefined;
  const now = localTime(at, timeZone);
  const minute = now.hour * 60 + now.minute;
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const isQuiet = start < end ? minute >= start && minute < end : minute >= start || minute < end;
  if (!isQuiet) return undefined;
  const base = Date.UTC(now.year, now.month - 1, now.day) + (start > end && minute >= start ? DAY : 0);
  const day = new Date(base);
  const { first, last } = edgesOf(
    { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour: Math.floor(end / 60), minute: end % 60 },
    timeZone,
  );
  // Where clocks are put back the end can come twice; the second one is then meant.
  return [first, last].find((until) => until > at) ?? at + MINUTE;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** When a reader wants to hear, as far as their mails are concerned. */
export type Hours = Pick<Person, 'quiet' | 'digestAt' | 'timeZone'>;

/** Whether anything that this reader gets may have to wait. */
export function mayWait({ quiet, digestAt }: Hours): boolean {
  return digestAt !== undefined || (quiet !== undefined && quiet !== false);
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

/** What the ledger says of one that waits. */
export function whyHeld({ digestAt }: Hours, until: Instant): string {
  const why = digestAt === undefined ? 'quiet hours' : 'held for its reader';
  return `${why} until ${new Date(until).toISOString().slice(0, 16)}Z`;
}

/** The first such time after an instant, by the clocks of a zone; where it comes twice, or is left out, as `instantOf` says. Pure. */
export function nextTimeOfDay(time: string, timeZone: string, at: Instant): Instant {
  const { year, month, day } = localTime(at, timeZone);
  const minutes = minutesOf(time);
  const on = (days: number): Instant => {
    const date = new Date(Date.UTC(year, month - 1, day + days));
    return instantOf(
      {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: Math.floor(minutes / 60),
        minute: minutes % 60,
      },
      timeZone,
    );
  };
  return [on(0), on(1)].find((next) => next > at) ?? on(2);
}
