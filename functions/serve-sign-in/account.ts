import { readAccount } from '#contexts/access/app/accounts.ts';
import { lastSeen } from '#contexts/access/app/session-ring.ts';
import { readHolding } from '#contexts/access/app/tokens.ts';
import { ownTokensCard } from '#contexts/access/pages/own-tokens.ts';
import { accountPage } from '#contexts/access/pages/account-page.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { Visitor } from '#doors/visitors.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { knownZone } from '#html/times.ts';
import { sayTimeZone } from '#contexts/access/app/own-clock.ts';
import { endOtherSessions, endOwnSession } from '#contexts/access/app/own-sessions.ts';
import type { SignInDependencies } from './dependencies.ts';
import type { Serve, Visit } from './visit.ts';

export const showAccount: Serve = async (dependencies, visit) => {
  const visitor = await dependencies.visitors.find(visit.request);
  if (visitor === undefined) return redirectTo(visit.response, '/sign-in?to=/account');
  await show(dependencies, visit, visitor);
};

/** `wrong`: a zone that there is not, as it was typed. */
async function show({ system, timeZone }: SignInDependencies, visit: Visit, visitor: Visitor, wrong?: string): Promise<void> {
  const { session, formToken, name } = visitor;
  const person = visitor.kind === 'person' ? visitor.person : undefined;
  const [account, held, now] = await Promise.all([
    readAccount(system, visitor.account),
    person && readHolding(system, { kind: 'person', name: visitor.account }),
    system.store.now(),
  ]);
  const { sessions, failed, timeZone: own } = account.state;
  const when = { now, timeZone: knownZone(own ?? person?.timeZone, timeZone) };
  const said = wrong === undefined ? { typed: own ?? '' } : { typed: wrong, problem: 'There is no such time zone.' };
  const shown = sessions.map((one) => ({ ...one, lastSeen: lastSeen(account, one) }));
  const zone = person && { ...said, now: when.timeZone };
  const tokens = held && ownTokensCard(held, when);
  visit.show(
    wrong === undefined ? 200 : 422,
    accountPage({ name, person, sessions: shown, here: session.number, failed, formToken, tokens, zone, when }),
  );
}

/** N8. By which clock somebody reads. */
export const sayZone: Serve = async (dependencies, visit) => {
  const { system, ring, newAsk } = dependencies;
  const visitor = await ownForm(dependencies, visit);
  if (visitor?.kind !== 'person') return visitor && redirectTo(visit.response, '/account');
  const typed = (visit.typed.get('zone') ?? '').trim().slice(0, 60);
  if (typed !== '' && (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(typed) || knownZone(typed, '') === ''))
    return show(dependencies, visit, visitor, typed);
  await sayTimeZone({ kernel: kernelOf(system), ring }, visitor.who, typed === '' ? undefined : typed, `zone:${newAsk()}`);
  redirectTo(visit.response, '/account');
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
