import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { personChanged } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** W4. */
export const personRemove: Operation<'person_remove'> = async (system, { who, newId }, { id, why }) => {
  const changing = { id: newId(), by: actorOf(who) };
  return personChanged(
    system,
    id,
    await changeAccount(kernelOf(system), id, changing, { command: 'remove_person', why, named: recordName(who) }),
  );
};
