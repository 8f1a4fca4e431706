import { beginSession } from '#contexts/access/app/begin-session.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { endOwnSession } from '#contexts/access/app/own-sessions.ts';
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
  const isSame = before?.account === person.id;
  const begun = await beginSession(kernelOf(system), rules, {
    who: { kind: 'person', id: person.id },
    secret: newSecret(),
    way,
    from: browserName(request.headers['user-agent']),
    follows: isSame ? before.session.number : undefined,
    mailed,
    github,
  });
  if (!begun.begun) return false;
  if (before !== undefined && !isSame)
    await endOwnSession({ kernel: kernelOf(system), ring }, { who: before.who, number: before.session.number }, 'signed_out');
  ring.forget(person.id);
  system.log('INFO', 'signed in', { person: person.id, way });
  redirectTo(response, to, { 'set-cookie': sessionCookie(dependencies, begun.text) });
  return true;
}
