import { wordClock } from '#products/rehearsal/domain/clock-names.ts';
import { person, when, type Sentences, type Telling } from '#products/rehearsal/pages/timeline/telling.ts';
import { durationText } from '#html/times.ts';
import type { ClockFact } from '#products/rehearsal/domain/facts/types/clocks.ts';

export const clockSentences: Sentences<ClockFact> = {
  clock_started: ({ clock, dueAt }, telling) => `The clock for the ${which(clock)} started; due ${when(dueAt, telling)}`,
  clock_paused: ({ clock, remaining }) =>
    `The clock for the ${which(clock)} pauses${remaining < 0 ? `, overdue by ${durationText(-remaining)}` : ` with ${durationText(remaining)} left`}`,
  clock_resumed: ({ clock, dueAt }, telling) => `The clock for the ${which(clock)} goes on; due ${when(dueAt, telling)}`,
  clock_reminded: (fact, telling) =>
    `The answer is still due: those who owe the ${which(fact.clock)} were reminded${nextText(fact, telling)}`,
  clock_breached: (fact, telling) =>
    `The ${which(fact.clock)} is overdue: the promised time passed ${when(fact.at, telling)}${nextText(fact, telling)}`,
  clock_stopped: ({ clock }) => `The clock for the ${which(clock)} stopped`,
};

function which(clock: string): string {
  if (clock.startsWith(wordClock(''))) return 'contributor’s word';
  if (clock.startsWith('gates')) return 'open gates';
  return clock.startsWith('review') ? 'review' : 'verdict';
}

function nextText({ askedNext }: { askedNext?: string }, telling: Telling): string {
  return askedNext === undefined ? '' : `; ${person(askedNext, telling)} is asked next`;
}
