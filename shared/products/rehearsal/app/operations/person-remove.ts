import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { endOwnTokens } from '#contexts/access/app/end-own-tokens.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { readPerson } from '#contexts/access/app/people.ts';
import { noPerson, personChanged } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** W4. */
export const personRemove: Operation<'person_remove'> = async (system, { who, newId }, { id, why }) => {
  const known = await readPerson(system, id);
  if (known === undefined) return noPerson(id);
  const { invited, grants = [] } = known.account;
  // First: whoever is removed has nothing left that speaks for them, wherever this stops.
  if (invited !== undefined || grants.length > 0) await endOwnTokens(kernelOf(system), system, id, { newId, operator: recordName(who) });
  const changing = { id: newId(), by: actorOf(who) };
  return personChanged(
    system,
    id,
    await changeAccount(kernelOf(system), id, changing, { command: 'remove_person', why, named: recordName(who) }),
  );
};
