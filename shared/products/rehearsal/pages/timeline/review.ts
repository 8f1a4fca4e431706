import { person, when, type Sentences } from '#products/rehearsal/pages/timeline/telling.ts';
import type { CalendarFact } from '#products/rehearsal/domain/facts/types/calendar.ts';
import type { ReviewFact } from '#products/rehearsal/domain/facts/types/review.ts';

export const reviewSentences: Sentences<ReviewFact> = {
  assigned: ({ to }, telling) => `Assigned to ${person(to, telling)}`,
  deferred: ({ release }) => `Deferred to release ${release}`,
  backend_chosen: ({ backend }) => `The backend ${backend} was chosen`,
  returned: () => 'The contributor has to answer',
  contributor_answered: ({ edits }) =>
    `${Object.keys(edits).length === 0 ? 'The contributor answered: it' : 'The contributor changed their answers; it'} goes back to where it was`,
  request_edited: () => 'The contributor changed their answers',
  queued: () => 'It waits for its turn on the backend',
};

export const calendarSentences: Sentences<CalendarFact> = {
  cutoff_passed: ({ record }, telling) => {
    const cut = `Release ${record.release} was cut ${when(record.cutoff, telling)}`;
    if (record.outcome === 'made') return `${cut}; this was fully tested before and is in it`;
    if (record.outcome === 'blocking') return `${cut}; this is essential and was not fully tested, so it blocks the release`;
    return `${cut}; this was not fully tested and ${record.to === undefined ? 'waits until the calendar has a next release' : `moved to ${record.to}`}`;
  },
  deferred_by_team: ({ by, release, reason }, telling) => `${person(by, telling)} deferred it to release ${release}: ${reason}`,
  cutoff_reopened: ({ release }) => `It is not fully tested any more, so release ${release} is judged anew`,
  turn_held: ({ freezes, until }, telling) => `A freeze holds back its turn (${freezes.join(', ')}) until ${when(until, telling)}`,
  freeze_overridden: ({ by, freezes, reason }, telling) =>
    `${person(by, telling)} lets it start in spite of the freeze (${freezes.join(', ')}): ${reason}`,
};
