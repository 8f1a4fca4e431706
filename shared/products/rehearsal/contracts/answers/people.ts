import { answerOf, count, instant, like, oneOf, pageOf, words, yes } from '#contexts/access/contracts/api/answer.ts';

const person = {
  id: like('ana'),
  name: like('Ana Admin'),
  from: oneOf('settings', 'invited'),
  roles: words.optional().describe('All that they have, each with where it holds.'),
};

const role = {
  role: like('researcher'),
  at: like('workspace:measles').describe('`all`, or one place.'),
  by: like('settings').describe('`settings`, or whoever gave it.'),
  since: instant.optional(),
  until: instant.optional(),
};

export const peoplePage = pageOf('people', person);
export const personShown = answerOf({ ...person, email: words.optional(), openSessions: count }, { grants: role });
export const sessionsEnded = answerOf({ id: like('ana'), openSessions: count });
export const personChanged = answerOf({ id: like('ana'), changed: yes }, { grants: role });

export const rolesTold = answerOf(
  {},
  { roles: { role: words, about: words, permissions: words.optional(), from: oneOf('house', 'settings') } },
);
