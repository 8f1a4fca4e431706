import { changeAccount } from '#contexts/access/app/accounts.ts';
import { inSession, type Keeping } from '#contexts/access/app/own-sessions.ts';
import { actorOf, recordName, type Who } from '#contexts/access/domain/rights/record-name.ts';

/** N8. By whoever reads by it. */
export async function sayTimeZone({ kernel, ring }: Keeping, who: Who, timeZone: string | undefined, id: string): Promise<void> {
  const account = recordName(who);
  const said = { command: 'say_time_zone', ...(timeZone === undefined ? {} : { timeZone }) } as const;
  await changeAccount(inSession(kernel, who), account, { id, by: actorOf(who) }, said);
  ring.forget(account);
}
