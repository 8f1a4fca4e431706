import { isTestClock } from '#products/rehearsal/domain/clock-names.ts';
import { personName, subjectOf, titleOf } from '#products/rehearsal/pages/about.ts';
import { text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { jobsTogether } from '#products/rehearsal/pages/mails/parts/verdicts.ts';
import { plural } from '#html/text.ts';
import { dueText, momentText } from '#html/times.ts';

export function whatOf({ clock }: Writing): string {
  if (clock !== undefined && isTestClock(clock)) return 'test by hand awaited';
  return { verdict: 'verdict awaited', review: 'review awaited', gates: 'waiver awaited', word: 'the contributor’s word awaited' }[
    clock?.kind ?? 'review'
  ];
}

export function awaitedOf(writing: Writing): string {
  const { clock, step, state } = writing;
  const together = jobsTogether(writing);
  if (clock !== undefined && isTestClock(clock)) return `the test by hand of ${titleOf(state.submission, step)}`;
  const name =
    together.length > 1
      ? plural(together.length, 'job')
      : step === undefined
        ? titleOf(state.submission)
        : subjectOf(state.submission, step);
  const what = {
    verdict: 'the verdict on',
    review: 'the review of',
    gates: 'a decision on the open gates of',
    word: 'the contributor’s word on',
  };
  return `${what[clock?.kind ?? 'review']} ${name}`;
}

export function standOf({ clock, now }: Writing): string {
  if (clock?.state !== 'running') return 'already answered';
  const stand = dueText(clock.dueAt, now);
  // In its very first minute a broken promise does not read as if there were time left.
  return clock.breachedAt !== undefined && stand === 'due now' ? 'overdue' : stand;
}

export function dueOf({ clock, when }: Writing): string {
  if (clock?.state !== 'running') return 'It was answered while this mail was on its way.';
  return clock.dueAt <= when.now ? `It was due ${momentText(clock.dueAt, when)}.` : `It is due ${momentText(clock.dueAt, when)}.`;
}

/** S2: at a breach, who is asked next is named. */
export function nextOf({ clock, state, rules }: Writing): Block[] {
  const next = clock?.state === 'running' ? clock.askedNext : undefined;
  return next === undefined ? [] : [text(`Asked next: ${personName(next, state, rules)}.`)];
}

export function brokenPromise(breachedAt: number | undefined): Block[] {
  return breachedAt === undefined ? [] : [text('The promised time for an answer has passed. Reminders go on until there is one.')];
}
