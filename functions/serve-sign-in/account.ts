import { changeAccount, readAccount } from '#contexts/access/app/accounts.ts';
import { lastSeen } from '#contexts/access/app/session-ring.ts';
import { accountPage } from '#contexts/access/pages/account-page.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { Visitor } from '#doors/visitors.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { knownZone } from '#html/times.ts';
import { acting } from '#kernel/act.ts';
import { whoHas } from '#contexts/access/domain/account/id.ts';
import { actorOf } from '#contexts/access/domain/rights/record-name.ts';
import { endSession, whoIsHere } from '#doors/operator-sign-in.ts';
import type { SignInDependencies } from './dependencies.ts';
import type { Serve, Visit } from './visit.ts';

export const showAccount: Serve = async (dependencies, visit) => {
  const { system, visitors, timeZone } = dependencies;
  const visitor = await visitors.find(visit.request);
  if (visitor === undefined) return redirectTo(visit.response, '/sign-in?to=/account');
  const { session, formToken } = visitor;
  const person = visitor.kind === 'person' ? visitor.person : undefined;
  const [account, now] = await Promise.all([readAccount(system, visitor.account), system.store.now()]);
  const sessions = account.state.sessions.map((one) => ({ ...one, lastSeen: lastSeen(account, one) }));
  const when = { now, timeZone: knownZone(person?.timeZone, timeZone) };
  visit.show(
    200,
    accountPage({ name: visitor.name, person, sessions, here: session.number, failed: account.state.failed, formToken, when }),
  );
};

/** One session, or all but this one. */
export const endOwn: Serve = async (dependencies, visit) => {
  const { system, ring, newAsk } = dependencies;
  const visitor = await ownForm(dependencies, visit);
  if (visitor === undefined) return;
  const { account, session } = visitor;
  const kernel = kernelOf(system);
  const which = visit.typed.get('session') ?? '';
  if (which === 'others') {
    const changing = { id: `end-others:${newAsk()}`, by: actorOf(whoIsHere(visitor)) } as const;
    const under = acting(kernel, { who: whoHas(account), door: 'session' });
    await changeAccount(under, account, changing, { command: 'end_sessions', but: session.number, named: account });
    ring.forget(account);
  } else if (/^[1-9][0-9]{0,8}$/.test(which)) {
    await endSession({ kernel, ring }, visitor, Number(which), 'ended');
  }
  redirectTo(visit.response, '/account');
};

/** The form of a page that was made for whoever is signed in here; else it was answered. */
async function ownForm({ visitors }: SignInDependencies, { request, response, typed }: Visit): Promise<Visitor | undefined> {
  const visitor = await visitors.find(request);
  if (visitor === undefined) redirectTo(response, '/sign-in?to=/account');
  else if (visitors.isTheirForm(visitor, typed.get('form'))) return visitor;
  else redirectTo(response, '/account');
  return undefined;
}
