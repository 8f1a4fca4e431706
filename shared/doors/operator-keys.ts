import type { IncomingMessage } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { LinkSigner } from './action-links.ts';

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
  /** By the bearer token alone; a browser has a session. */
  whoIs(request: Pick<IncomingMessage, 'headers'>): string | undefined;
  /** Whose key this is: a token, or what `signInKey` made. Undefined: it opens nothing. */
  opens(key: string, from: 'address' | 'form'): OperatorBond | undefined;
  /** Whether there is still such an operator with this bond. */
  isKnown(operator: OperatorBond): boolean;
  /** A key that may stand in an address: it opens for five minutes. Undefined for somebody unknown. */
  signInKey(name: string): string | undefined;
}

export type OperatorBond = Pick<KnownOperator, 'name' | 'bond'>;

export interface OperatorKeysOptions {
  operators: readonly KnownOperator[];
  links: Pick<LinkSigner, 'seal' | 'unseal'>;
  /** Milliseconds, on the wall. */
  wallClock: () => number;
}

const SIGN_IN = 5 * 60_000;

/** X6: the keys of those who operate. What stands in an address is a signed text, so that nothing is kept for strangers who try. */
export function createOperatorKeys({ operators, links, wallClock }: OperatorKeysOptions): OperatorKeys {
  /** Every token is compared, so that time does not tell which one is near. */
  function holder(token: string): KnownOperator | undefined {
    const given = hashOf(token);
    return operators.filter(({ digest }) => digest.length === given.length && timingSafeEqual(digest, given))[0];
  }
  const known = ({ name, bond }: OperatorBond): KnownOperator | undefined =>
    operators.find((one) => one.name === name && one.bond === bond);

  function unsealed(text: string): KnownOperator | undefined {
    const [name = '', bond = '', until = '', ...more] = links.unseal('signIn', text)?.split('.') ?? [];
    return more.length === 0 && parseInt(until, 36) > wallClock() ? known({ name, bond }) : undefined;
  }
  const operatorOf: OperatorKeys['operatorOf'] = (authorization) =>
    holder(/^Bearer ([\x21-\x7e]{32,500})$/i.exec(authorization ?? '')?.[1] ?? '')?.name;
  return {
    operatorOf,
    whoIs: ({ headers }) => operatorOf(headers.authorization),
    opens(key, from) {
      const byToken = holder(key);
      const found = unsealed(key) ?? (from === 'form' || byToken?.inAddress === true ? byToken : undefined);
      return found && { name: found.name, bond: found.bond };
    },
    isKnown: (operator) => known(operator) !== undefined,
    signInKey(name) {
      const found = operators.find((one) => one.name === name);
      return found && links.seal('signIn', `${name}.${found.bond}.${(wallClock() + SIGN_IN).toString(36)}`);
    },
  };
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
