import { donePage } from '#contexts/access/pages/mailed-pages.ts';
import { signInPage, WRONG_KEY } from '#contexts/access/pages/sign-in-page.ts';
import { wayOn } from '#doors/asking-browser.ts';
import { redirectTo } from '#doors/send-page.ts';
import { PROOF_FIELD } from '#html/proof.ts';
import { endOwnSession } from '#contexts/access/app/own-sessions.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { noCookie } from './cookie.ts';
import type { Serve } from './visit.ts';

export const showSignIn: Serve = async ({ ways, visitors }, { request, url, show }) => {
  const visitor = url.searchParams.has('again') ? await visitors.find(request) : undefined;
  const pass = url.searchParams.get('pass')?.slice(0, 100);
  show(200, signInPage({ ways, pass, to: wayOn(url.searchParams.get('to')), again: visitor && { name: visitor.name } }));
};

/** X6. With an operator's key. */
export const signInWithKey: Serve = async ({ ways, operators, operatorSignIn }, { request, typed, response, show }) => {
  const to = wayOn(typed.get('to'));
  const operator = operators.opens(typed.get('key')?.trim() ?? '', 'form');
  if (operator === undefined) return show(403, signInPage({ ways, to, problems: { key: WRONG_KEY } }));
  redirectTo(response, to, { 'set-cookie': await operatorSignIn(request, operator) });
};

/** Where a fresh sign-in ends that another window waits for. */
export const showDone: Serve = async ({ visitors }, { request, response, show }) => {
  const visitor = await visitors.find(request);
  if (visitor === undefined) return redirectTo(response, '/sign-in');
  show(200, donePage(visitor.name));
};

export const signOut: Serve = async (dependencies, { request, response, typed }) => {
  const { visitors, system, ring } = dependencies;
  const visitor = await visitors.find(request);
  if (visitor !== undefined && !visitors.isTheirForm(visitor, typed.get(PROOF_FIELD))) return redirectTo(response, '/account');
  if (visitor !== undefined)
    await endOwnSession({ kernel: kernelOf(system), ring }, { who: visitor.who, number: visitor.session.number }, 'signed_out');
  redirectTo(response, '/', { 'set-cookie': noCookie(dependencies) });
};
