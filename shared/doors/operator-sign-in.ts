import type { IncomingMessage } from 'node:http';
import { beginSession } from '#contexts/access/app/begin-session.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import type { SessionRing } from '#contexts/access/app/session-ring.ts';
import type { SessionRules } from '#contexts/access/domain/account/session.ts';
import { actorOf, recordName, type Who } from '#contexts/access/domain/rights/record-name.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import { acting } from '#kernel/act.ts';
import { browserName } from './browser-name.ts';
import type { OperatorBond } from './operator-keys.ts';
import { cookieText } from './session-cookie.ts';
import type { Visitor, Visitors } from './visitors.ts';

interface Options {
  kernel: AccessKernel;
  ring: Pick<SessionRing, 'forget'>;
  visitors: Pick<Visitors, 'find'>;
  rules: SessionRules;
  timeScale: number;
  /** Browsers send the cookie over https alone. */
  secure: boolean;
  /** 256 random bits, base64url. */
  newSecret: () => string;
}

/** The cookie of a browser whose operator has just shown their key. */
export type OperatorSignIn = (request: Pick<IncomingMessage, 'headers'>, operator: OperatorBond) => Promise<string>;

/** X6, W3. Their sessions are like those of people: they are listed, end, and are new at each sign-in. */
export function createOperatorSignIn(options: Options): OperatorSignIn {
  const { kernel, ring, visitors, rules, timeScale, secure, newSecret } = options;
  return async (request, { name, bond }) => {
    const who: Who = { kind: 'operator', id: name };
    const before = await visitors.find(request);
    const isSame = before?.account === recordName(who);
    const begun = await beginSession(kernel, rules, {
      who,
      secret: newSecret(),
      way: 'key',
      from: browserName(request.headers['user-agent']),
      bond,
      follows: isSame ? before.session.number : undefined,
    });
    if (!begun.begun) throw new Error(`the operator ${name} could not be signed in`);
    if (before !== undefined && !isSame) await endSession({ kernel, ring }, before, before.session.number, 'signed_out');
    ring.forget(recordName(who));
    return cookieText([begun.text], { secure, maxAge: rules.absolute / timeScale });
  };
}

/** By its owner. */
export async function endSession(
  { kernel, ring }: Pick<Options, 'kernel' | 'ring'>,
  visitor: Pick<Visitor, 'kind' | 'account' | 'name'>,
  number: number,
  why: 'signed_out' | 'ended',
): Promise<void> {
  const { account } = visitor;
  const who = whoIsHere(visitor);
  const changing = { id: `end-session:${number}:${why}`, by: actorOf(who) } as const;
  const under = acting(kernel, { who: `${who.kind}:${who.id}`, door: 'session' });
  await changeAccount(under, account, changing, { command: 'end_session', number, why, named: account });
  ring.forget(account);
}

export function whoIsHere({ kind, account, name }: Pick<Visitor, 'kind' | 'account' | 'name'>): Who {
  return { kind, id: kind === 'person' ? account : name };
}
