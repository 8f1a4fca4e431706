import { beginSession } from '#contexts/access/app/begin-session.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { browserName } from '#doors/browser-name.ts';
import { redirectTo } from '#doors/send-page.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { sessionCookie } from './cookie.ts';
import type { SignInDependencies } from './dependencies.ts';
import type { Visit } from './visit.ts';

interface Proven {
  person: Pick<Person, 'id'>;
  way: string;
  to: string;
  mailed?: { ask: string; verifier: string };
  github?: { login: string; id: string } | undefined;
}

/** W3: they are signed in from now on, and on their way. False: the link is over, another browser asked for it, or somebody else has their login now. */
export async function signIn(dependencies: SignInDependencies, { request, response }: Visit, proven: Proven): Promise<boolean> {
  const { system, rules, visitors, ring, newSecret } = dependencies;
  const { person, way, to, mailed, github } = proven;
  const before = await visitors.find(request);
  const isSame = before?.person.id === person.id;
  const begun = await beginSession(kernelOf(system), rules, {
    person: person.id,
    secret: newSecret(),
    way,
    from: browserName(request.headers['user-agent']),
    follows: isSame ? before.session.number : undefined,
    mailed,
    github,
  });
  if (!begun.begun) return false;
  if (before !== undefined && !isSame) await endSession(dependencies, before.person.id, before.session.number, 'signed_out');
  ring.forget(person.id);
  system.log('INFO', 'signed in', { person: person.id, way });
  redirectTo(response, to, { 'set-cookie': sessionCookie(dependencies, begun.text) });
  return true;
}

/** By its owner. */
export async function endSession(
  { system, ring }: Pick<SignInDependencies, 'system' | 'ring'>,
  person: string,
  number: number,
  why: 'signed_out' | 'ended',
): Promise<void> {
  const changing = { id: `end-session:${number}:${why}`, by: { kind: 'person', id: person } } as const;
  await changeAccount(kernelOf(system), person, changing, { command: 'end_session', number, why, named: person });
  ring.forget(person);
}
