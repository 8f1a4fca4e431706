import { readPerson } from '#contexts/access/app/people.ts';
import { grantRow, noPerson, personRow } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const personShow: Operation<'person_show'> = async (system, _, { id }) => {
  const known = await readPerson(system, id);
  if (known === undefined) return noPerson(id);
  const openSessions = known.account.sessions.filter(({ ended }) => ended === undefined).length;
  return { done: { facts: { ...personRow(known), email: known.person.email, openSessions }, rows: known.held.map(grantRow) } };
};
