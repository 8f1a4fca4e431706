import { changeAccount } from '#contexts/access/app/accounts.ts';
import { personAt } from '#contexts/access/app/known-people.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { actorOf, personChanged } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** W3, W4. They can sign in by their address from now on, and may nothing yet. */
export const personInvite: Operation<'person_invite'> = async (system, { by, who, newId }, { id, name, email }) => {
  if (system.rules.people.some((person) => person.id === id)) return { refused: 'conflict', detail: `the settings name ${id} already` };
  const other = await personAt(system, email);
  if (other !== undefined && other.id !== id) return { refused: 'conflict', detail: `${other.id} has this address already` };
  const changing = { id: newId(), by: actorOf({ by, who }) };
  const known = await system.store.get({ collection: 'accounts', id });
  const profile = { name, email };
  const done = await changeAccount(kernelOf(system), id, changing, { command: 'invite_person', profile, named: by });
  const said = await personChanged(system, id, done);
  return 'done' in said && known?.state.invited === undefined ? { done: { ...said.done, outcome: 'created' } } : said;
};
