import { personAt, personOf } from '#contexts/access/app/known-people.ts';
import { mailedSignIn, noteWrongCode } from '#contexts/access/app/mailed-sign-in.ts';
import { codePage, overPage, pressPage, waitingPage, WRONG_CODE } from '#contexts/access/pages/mailed-pages.ts';
import { signInPage } from '#contexts/access/pages/sign-in-page.ts';
import { askingOf, wayOn, type AskingBy } from '#doors/asking-browser.ts';
import { redirectTo } from '#doors/send-page.ts';
import { mailedPath } from '#doors/sign-in-tokens.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { askByMail } from '#products/rehearsal/app/sign-in/ask-by-mail.ts';
import { signIn } from './begin.ts';
import { askingCookie } from './cookie.ts';
import type { SignInDependencies } from './dependencies.ts';
import type { Serve, Visit } from './visit.ts';

/** Milliseconds on the wall. Longer than the work that a known address takes: how long an answer takes tells nothing. */
const AT_LEAST = 500;

const ADDRESS = /^[^\s@<>]{1,100}@[^\s@<>]{1,100}$/;

/** The same words, the same cookie and about the same time, whether or not anybody has this address. */
export const askForMail: Serve = async (dependencies, visit) => {
  const { typed, response, request, show } = visit;
  const to = wayOn(typed.get('to'));
  const address = (typed.get('email') ?? '').trim();
  const pass = typed.get('pass')?.slice(0, 100);
  if (!ADDRESS.test(address))
    return show(
      422,
      signInPage({ ways: dependencies.ways, to, pass, problems: { email: 'Type your e-mail address, such as grace@example.org.' } }),
    );
  const [asking] = await Promise.all([ask(dependencies, { address, to, pass }), dependencies.sleep(AT_LEAST)]);
  redirectTo(response, '/sign-in/wait', { 'set-cookie': askingCookie(dependencies, request, asking) });
};

interface Asked {
  address: string;
  to: string;
  pass: string | undefined;
}

async function ask(dependencies: SignInDependencies, { address, to, pass: given }: Asked): Promise<AskingBy<'mail'>> {
  const { system, rules, newAsk, newSecret, wall } = dependencies;
  const [id, verifier] = [newAsk(), newSecret()];
  const person = await personAt(system, address);
  const pass = await passOf(dependencies, given, person?.id);
  const asked = { ask: id, verifier: system.hash(verifier), pass, rules };
  const sent = person === undefined ? 'unknown' : await askByMail(system, { person: person.id, ...asked });
  // Never the address: logs outlive people's data.
  if (sent !== 'mailed') system.log('INFO', 'no link to sign in by was mailed', { why: sent });
  return { by: 'mail', ask: id, verifier, to, until: wall() + rules.link / system.timeScale };
}

/** X7. The ask of a mail that this person got: whoever shows it is no stranger. */
async function passOf(
  { system, tokens }: SignInDependencies,
  given: string | undefined,
  person: string | undefined,
): Promise<string | undefined> {
  const ask = given === undefined ? undefined : tokens.parsePass(given);
  const found = ask === undefined ? undefined : await mailedSignIn(system, ask, undefined);
  return person !== undefined && found?.person === person ? ask : undefined;
}

export const wait: Serve = async ({ tokens, wall, visitors }, { request, response, show }) => {
  const asking = askingOf(tokens, request.headers.cookie, 'mail', wall());
  if (asking !== undefined) return show(200, waitingPage());
  // The link was opened beside it, or the sign-in is over.
  const visitor = await visitors.find(request);
  redirectTo(response, visitor === undefined ? '/sign-in' : '/account');
};

/** The code that the link shows elsewhere, typed where it was asked for. */
export const typeCode: Serve = async (dependencies, visit) => {
  const { tokens, wall, sleep } = dependencies;
  const { request, typed, show } = visit;
  const asking = askingOf(tokens, request.headers.cookie, 'mail', wall());
  if (asking === undefined) return show(410, overPage());
  const code = typed.get('code') ?? '';
  if (code.trim() === '') return show(422, waitingPage({ problem: 'Type the code.' }));
  const slept = sleep(AT_LEAST);
  if (await isRight(dependencies, visit, asking, code)) return;
  await slept;
  show(403, waitingPage({ problem: WRONG_CODE }));
};

/** True where they were signed in. A wrong one is counted, where there is somebody to count it for. */
async function isRight(dependencies: SignInDependencies, visit: Visit, asking: AskingBy<'mail'>, code: string): Promise<boolean> {
  const { system, tokens, newAsk } = dependencies;
  const { ask, to } = asking;
  const verifier = system.hash(asking.verifier);
  const { standing, person, isHere } = await mailedSignIn(system, ask, verifier);
  if (standing !== 'open' || person === undefined || !isHere || (await personOf(system, person)) === undefined) return false;
  if (tokens.codeMatches(ask, code))
    return signIn(dependencies, visit, { person: { id: person }, way: 'mail', to, mailed: { ask, verifier } });
  await noteWrongCode(kernelOf(system), person, { ask, verifier, id: `wrong:${ask}:${newAsk()}` });
  return false;
}

/** GET and HEAD change nothing; nor does a POST of any browser but the one that asked. */
export const followMailed: Serve = async (dependencies, visit) => {
  const { system, tokens, wall } = dependencies;
  const { request, url, show } = visit;
  const ask = tokens.parseMailed(url.pathname.slice(mailedPath.length));
  if (ask === undefined) return show(404, overPage());
  const asking = askingOf(tokens, request.headers.cookie, 'mail', wall());
  const verifier = asking?.ask === ask ? system.hash(asking.verifier) : undefined;
  const { standing, person: id, isHere } = await mailedSignIn(system, ask, verifier);
  const person = id === undefined ? undefined : await personOf(system, id);
  const isOurs = isHere && asking !== undefined && verifier !== undefined;
  // Pressed twice by one hand, it is one sign-in and no complaint.
  if (standing === 'used' && isOurs && request.method === 'POST') return redirectTo(visit.response, asking.to);
  if (standing !== 'open' || person === undefined) return show(410, overPage());
  if (!isOurs) return show(200, codePage({ code: tokens.code(ask) }));
  if (request.method !== 'POST') return show(200, pressPage({ name: person.name, path: url.pathname }));
  if (!(await signIn(dependencies, visit, { person, way: 'mail', to: asking.to, mailed: { ask, verifier } }))) show(410, overPage());
};
