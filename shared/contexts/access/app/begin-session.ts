import { acting } from '#kernel/act.ts';
import { changeAccount, type AccountChanged } from '#contexts/access/app/accounts.ts';
import { actorOf, recordName, type Who } from '#contexts/access/domain/rights/record-name.ts';
import { sessionText, type SessionKey } from '#contexts/access/domain/account/text.ts';
import type { GitHubAccount } from '#contexts/access/domain/account/state.ts';
import type { SessionRules, Way } from '#contexts/access/domain/account/session.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';

/** Somebody is about to be signed in. */
export interface Beginning {
  who: Who;
  /** Random, new, of 256 bits. */
  secret: string;
  way: Way;
  /** What the browser says it is. */
  from: string;
  /** Of an operator: with which key it ends. */
  bond?: string | undefined;
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
  { who, secret, way, from, bond, follows, mailed, github }: Beginning,
): Promise<Begun> {
  const hash = kernel.hash(secret);
  const session = { hash, way, from, rules, ...(bond === undefined ? {} : { bond }), ...(follows === undefined ? {} : { follows }) };
  const changing = { id: `sign-in:${hash.slice(0, 40)}`, by: actorOf(who) } as const;
  const account = recordName(who);
  const asked =
    mailed === undefined
      ? ({ command: 'sign_in', session, ...(github === undefined ? {} : { github }) } as const)
      : ({ command: 'sign_in_by_mail', ...mailed, session } as const);
  // W5. From where: which way they came.
  const under = acting(kernel, { who: `${who.kind}:${who.id}`, door: `sign-in by ${way}` });
  return begun(await changeAccount(under, account, changing, asked), hash, { account, secret });
}

function begun(changed: AccountChanged, hash: string, { account, secret }: Pick<SessionKey, 'account' | 'secret'>): Begun {
  if ('refused' in changed) return { begun: false };
  const made = changed.state.sessions.find((session) => session.hash === hash);
  if (made === undefined) throw new Error(`the session of ${account} was not made`);
  return { begun: true, text: sessionText({ account, number: made.number, secret }) };
}
