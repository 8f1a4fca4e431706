import { answerOf, count, instant, like, oneOf, pageOf, words, yes } from '#contexts/access/contracts/api/answer.ts';

export const auditPage = pageOf(
  'entries',
  {
    at: instant,
    outcome: oneOf('done', 'denied', 'refused'),
    who: like('person:ana').optional(),
    for: words.optional(),
    command: words,
    on: like('request k3m9x2'),
    version: count,
    door: words.optional(),
    by: words.optional().describe('The token or the session.'),
    permission: words.optional(),
    because: words.optional().describe('The grant that decided.'),
    times: count,
    trace: words.optional(),
  },
  { note: words.optional() },
);

/** X8. */
export const traceShown = answerOf(
  { commands: count, effects: count, whole: yes.describe('There was no more than was read.') },
  {
    steps: {
      step: oneOf('command', 'effect'),
      what: words,
      on: like('request k3m9x2'),
      at: instant,
      by: words.optional(),
      key: words.optional(),
      state: words.optional(),
      restedMs: count.optional().describe('Until it was due.'),
      waitedMs: count.optional().describe('After that, until its last attempt began.'),
      workedMs: count.optional().describe('The last attempt.'),
      attempts: count.optional(),
    },
  },
);
