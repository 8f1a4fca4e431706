import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { placeGiven } from '#products/rehearsal/contracts/person-fields.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { readPerson } from '#contexts/access/app/people.ts';
import { noPerson, personChanged } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** W4. */
export const personRevoke: Operation<'person_revoke'> = async (system, { who, newId }, { id, role, ...asked }) => {
  if ((await readPerson(system, id)) === undefined) return noPerson(id);
  const changing = { id: newId(), by: actorOf(who) };
  const done = await changeAccount(kernelOf(system), id, changing, {
    command: 'take_grant',
    role,
    where: placeGiven(asked),
    named: recordName(who),
  });
  return personChanged(system, id, done);
};
