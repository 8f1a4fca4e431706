import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { readPerson } from '#contexts/access/app/people.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { noPerson } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** W3. Asked for twice it is done once. */
export const sessionEnd: Operation<'session_end'> = async (system, { who, newId }, { id, session }) => {
  if ((await readPerson(system, id)) === undefined) return noPerson(id);
  const changing = { id: `end-sessions:${newId()}`, by: actorOf(who) };
  const asked =
    session === undefined
      ? ({ command: 'end_sessions', named: recordName(who) } as const)
      : ({ command: 'end_session', number: session, why: 'ended', named: recordName(who) } as const);
  const changed = await changeAccount(kernelOf(system), id, changing, asked);
  if ('refused' in changed) return { refused: 'not_found', detail: changed.refused.message };
  return { done: { facts: { id, openSessions: changed.state.sessions.filter(({ ended }) => ended === undefined).length } } };
};
