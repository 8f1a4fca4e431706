import { acting } from '#kernel/act.ts';
import { changeAccount, type AccountChanged } from '#contexts/access/app/accounts.ts';
import { sessionText } from '#contexts/access/domain/account/text.ts';
import type { GitHubAccount } from '#contexts/access/domain/account/state.ts';
import type { SessionRules, Way } from '#contexts/access/domain/account/session.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';

/** Somebody is about to be signed in. */
export interface Beginning {
  /** Person id. */
  person: string;
  /** Random, new, of 256 bits. */
  secret: string;
  way: Way;
  /** What the browser says it is. */
  from: string;
  /** The session that this browser had. */
  follows?: number | undefined;
  /** By a mailed link: which, and the hash of what the asking browser holds. */
  mailed?: { ask: string; verifier: string } | undefined;
  /** By their login on GitHub. */
  github?: GitHubAccount | undefined;
}

export type Begun = { begun: true; /** For the cookie. */ text: string } | { begun: false };

/** W3: a new session, or none where the mailed link is over or another browser asked for it, or somebody else has their login now. */
export async function beginSession(
  kernel: AccessKernel,
  rules: SessionRules,
  { person, secret, way, from, follows, mailed, github }: Beginning,
): Promise<Begun> {
  const hash = kernel.hash(secret);
  const session = { hash, way, from, rules, ...(follows === undefined ? {} : { follows }) };
  const changing = { id: `sign-in:${hash.slice(0, 40)}`, by: { kind: 'person', id: person } } as const;
  const asked =
    mailed === undefined
      ? ({ command: 'sign_in', session, ...(github === undefined ? {} : { github }) } as const)
      : ({ command: 'sign_in_by_mail', ...mailed, session } as const);
  // W5. From where: which way they came.
  const under = acting(kernel, { who: `person:${person}`, door: `sign-in by ${way}` });
  return begun(await changeAccount(under, person, changing, asked), hash, { person, secret });
}

function begun(changed: AccountChanged, hash: string, { person, secret }: Pick<Beginning, 'person' | 'secret'>): Begun {
  if ('refused' in changed) return { begun: false };
  const made = changed.state.sessions.find((session) => session.hash === hash);
  if (made === undefined) throw new Error(`the session of ${person} was not made`);
  return { begun: true, text: sessionText({ person, number: made.number, secret }) };
}
