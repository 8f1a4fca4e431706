import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { giveRole } from '#contexts/access/app/give-role.ts';
import { personOf } from '#contexts/access/app/known-people.ts';
import { placeGiven } from '#products/rehearsal/contracts/person-fields.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { noPerson, personChanged } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { DAY } from '#kernel/time.ts';

/** W4. */
export const personGrant: Operation<'person_grant'> = async (system, { who, newId }, { id, role, days, ...asked }) => {
  if ((await personOf(system, id)) === undefined) return noPerson(id);
  const until = days === undefined ? {} : { until: (await system.store.now()) + days * DAY };
  const done = await giveRole(kernelOf(system), {
    id: newId(),
    by: actorOf(who),
    person: id,
    role,
    where: placeGiven(asked),
    ...until,
    who,
    named: recordName(who),
    roles: system.rules.roles,
  });
  return personChanged(system, id, done);
};
