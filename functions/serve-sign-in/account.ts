import { readAccount } from '#contexts/access/app/accounts.ts';
import { lastSeen } from '#contexts/access/app/session-ring.ts';
import { readHolding } from '#contexts/access/app/tokens.ts';
import { ownTokensCard } from '#contexts/access/pages/own-tokens.ts';
import { accountPage } from '#contexts/access/pages/account-page.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { Visitor } from '#doors/visitors.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { knownZone } from '#html/times.ts';
import { endOtherSessions, endOwnSession } from '#contexts/access/app/own-sessions.ts';
import type { SignInDependencies } from './dependencies.ts';
import type { Serve, Visit } from './visit.ts';

export const showAccount: Serve = async (dependencies, visit) => {
  const { system, visitors, timeZone } = dependencies;
  const visitor = await visitors.find(visit.request);
  if (visitor === undefined) return redirectTo(visit.response, '/sign-in?to=/account');
  const { session, formToken } = visitor;
  const person = visitor.kind === 'person' ? visitor.person : undefined;
  const own = { kind: 'person', name: visitor.account } as const;
  const [account, held, now] = await Promise.all([
    readAccount(system, visitor.account),
    person && readHolding(system, own),
    system.store.now(),
  ]);
  const sessions = account.state.sessions.map((one) => ({ ...one, lastSeen: lastSeen(account, one) }));
  const when = { now, timeZone: knownZone(person?.timeZone, timeZone) };
  visit.show(
    200,
    accountPage({
      name: visitor.name,
      person,
      sessions,
      here: session.number,
      failed: account.state.failed,
      formToken,
      tokens: held && ownTokensCard(held, when),
      when,
    }),
  );
};

/** One session, or all but this one. */
export const endOwn: Serve = async (dependencies, visit) => {
  const { system, ring, newAsk } = dependencies;
  const visitor = await ownForm(dependencies, visit);
  if (visitor === undefined) return;
  const { who, session } = visitor;
  const keeping = { kernel: kernelOf(system), ring };
  const which = visit.typed.get('session') ?? '';
  if (which === 'others') await endOtherSessions(keeping, { who, number: session.number }, `end-others:${newAsk()}`);
  else if (/^[1-9][0-9]{0,8}$/.test(which)) await endOwnSession(keeping, { who, number: Number(which) }, 'ended');
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
