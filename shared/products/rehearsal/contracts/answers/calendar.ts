import { answerOf, count, instant, like, oneOf, pageOf, words, yes } from '#contexts/access/contracts/api/answer.ts';

export const releaseList = answerOf({}, { releases: { release: words, softCutoff: instant, hardCutoff: instant } });

export const releaseReported = answerOf(
  {
    release: words,
    version: count,
    newest: count,
    cause: oneOf('cut', 'moved', 'late').describe('Why this version was made.'),
    cutoff: instant,
    publishedAt: instant,
    ready: count,
    missed: count,
    blocking: count,
    breaches: count,
    part: like('1 of 2'),
    movedLaterTo: instant.optional(),
  },
  {
    requests: {
      id: words,
      outcome: oneOf('made', 'moved', 'blocking'),
      essential: yes,
      breaches: count,
      title: words,
      what: words.optional(),
    },
  },
);

const schedule = {
  name: like('nightly-probe'),
  starts: oneOf('probe', 'request', 'run'),
  when: words,
  next: instant.optional(),
  local: words.optional().describe('The same in its own time zone.'),
  standing: words,
} as const;

export const schedulePage = pageOf('schedules', schedule);

export const scheduleShown = answerOf(
  {
    ...schedule,
    input: words.describe('What it starts it with, as JSON.'),
    overlaps: oneOf('skip', 'queue', 'allow'),
    missed: words,
    madeBy: words,
    madeAt: instant,
    outcome: oneOf('created', 'unchanged').optional(),
  },
  { occurrences: { what: words, at: instant, local: words, told: words.optional() } },
);
