import type { IncomingMessage } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { LinkSigner } from './action-links.ts';
import { cookieParts, cookieText } from './session-cookie.ts';

/** One who may operate, and the token that says so; the tokens themselves are kept nowhere. */
export interface KnownOperator {
  name: string;
  /** SHA-256 of the token. */
  digest: Buffer;
  /** Their sessions end when nobody has this bond any more: with the token, or, at home, with the data folder's keys. */
  bond: string;
  /** Whether the token itself may stand in an address: only where nobody but its owner sees what is called. */
  inAddress: boolean;
}

export interface OperatorKeys {
  /** Whose bearer token this is: how programs prove themselves. */
  operatorOf(authorization: string | undefined): string | undefined;
  /** Bearer token, or the cookie of a browser that was signed in. */
  whoIs(request: Pick<IncomingMessage, 'headers'>): string | undefined;
  /** The cookie for whoever holds this key: a token, or what `signInKey` made. Undefined: it opens nothing. */
  cookieFor(key: string, from: 'address' | 'form'): string | undefined;
  /** A key that may stand in an address: it opens for five minutes. Undefined for somebody unknown. */
  signInKey(name: string): string | undefined;
  /** Ends a browser's session. */
  noCookie: string;
}

export interface OperatorKeysOptions {
  operators: readonly KnownOperator[];
  links: Pick<LinkSigner, 'seal' | 'unseal'>;
  /** Browsers send the cookie over https alone. */
  secure: boolean;
  /** Milliseconds, on the wall. */
  wallClock: () => number;
}

const SESSION = 7 * 24 * 3_600_000;
const SIGN_IN = 5 * 60_000;

/** X6: the keys of those who operate. A session is a signed text, so that nothing is kept for strangers who try. */
export function createOperatorKeys({ operators, links, secure, wallClock }: OperatorKeysOptions): OperatorKeys {
  /** Every token is compared, so that time does not tell which one is near. */
  function holder(token: string): KnownOperator | undefined {
    const given = hashOf(token);
    return operators.filter(({ digest }) => digest.length === given.length && timingSafeEqual(digest, given))[0];
  }
  const sealed = (purpose: 'session' | 'signIn', { name, bond }: KnownOperator, life: number): string =>
    links.seal(purpose, `${name}.${bond}.${(wallClock() + life).toString(36)}`);

  function unsealed(purpose: 'session' | 'signIn', text: string): KnownOperator | undefined {
    const [name, bond, until = '', ...more] = links.unseal(purpose, text)?.split('.') ?? [];
    const known = operators.find((one) => one.name === name && one.bond === bond);
    return more.length === 0 && parseInt(until, 36) > wallClock() ? known : undefined;
  }
  const operatorOf: OperatorKeys['operatorOf'] = (authorization) =>
    holder(/^Bearer ([\x21-\x7e]{32,500})$/i.exec(authorization ?? '')?.[1] ?? '')?.name;
  return {
    operatorOf,
    whoIs: ({ headers }) =>
      operatorOf(headers.authorization) ?? cookieParts(headers.cookie).flatMap((text) => unsealed('session', text) ?? [])[0]?.name,
    cookieFor(key, from) {
      const byToken = holder(key);
      const known = unsealed('signIn', key) ?? (from === 'form' || byToken?.inAddress === true ? byToken : undefined);
      return known && cookieText([sealed('session', known, SESSION)], { secure, maxAge: SESSION });
    },
    signInKey(name) {
      const known = operators.find((one) => one.name === name);
      return known && sealed('signIn', known, SIGN_IN);
    },
    noCookie: cookieText([], { secure, maxAge: 0 }),
  };
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
