import { count, instant, like, oneOf, pageOf, words } from '#contexts/access/contracts/api/answer.ts';

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
