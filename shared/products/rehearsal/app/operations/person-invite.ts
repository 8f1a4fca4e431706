import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { endOwnTokens } from '#contexts/access/app/end-own-tokens.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { personAt } from '#contexts/access/app/known-people.ts';
import { readPerson } from '#contexts/access/app/people.ts';
import { beyond } from '#contexts/access/domain/rights/beyond.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { personChanged } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** W3, W4. They can sign in by their address from now on, and may nothing yet. */
export const personInvite: Operation<'person_invite'> = async (system, { who, newId }, { id, name, email }) => {
  if (system.rules.people.some((person) => person.id === id)) return { refused: 'conflict', detail: `the settings name ${id} already` };
  const other = await personAt(system, email);
  if (other !== undefined && other.id !== id) return { refused: 'conflict', detail: `${other.id} has this address already` };
  const changing = { id: newId(), by: actorOf(who) };
  const known = await system.store.get({ collection: 'accounts', id });
  const before = known?.state.invited?.profile.email;
  // Whoever has the address signs in as them: another one is all that they may, given to somebody.
  const lacked = before === undefined || before === email ? undefined : beyond(who, (await readPerson(system, id))?.held ?? []);
  if (lacked !== undefined) return { refused: 'conflict', detail: `you cannot change the address of ${id}: ${lacked}` };
  if (before !== undefined && before !== email) await endOwnTokens(kernelOf(system), system, id, { newId, operator: recordName(who) });
  const profile = { name, email };
  const done = await changeAccount(kernelOf(system), id, changing, { command: 'invite_person', profile, named: recordName(who) });
  const said = await personChanged(system, id, done);
  return 'done' in said && known?.state.invited === undefined ? { done: { ...said.done, outcome: 'created' } } : said;
};
