import { createHmac, type KeyObject } from 'node:crypto';
import { checkedBase } from './action-links.ts';
import { anyOf, checkedKeys, sameText } from './keys.ts';

/** Where the links lie by which somebody signs in. */
export const mailedPath = '/sign-in/mail/';

/**
 * W3. What of a sign-in is a signature: nothing of it is kept, so the store and the outbox hold no secret, and a mail that is sent twice carries the
 * same link. Whether it may still be used the account's state decides.
 */
export interface SignInTokens {
  /** The link that is mailed; `ask`: which sign-in it is of. */
  mailedUrl(ask: string): string;
  /** The ask of a mailed link's last part; undefined for anything that we did not sign. */
  parseMailed(token: string): string | undefined;
  /** In the last mail that strangers can have sent: where whoever has this mailbox asks on. */
  passUrl(ask: string): string;
  /** The ask by whose mail somebody comes. */
  parsePass(token: string): string | undefined;
  /** What the page behind the link shows in another browser, to be typed in the one that asked. */
  code(ask: string): string;
  /** In constant time; spaces, dashes and capitals that people type are ignored. */
  codeMatches(ask: string, typed: string): boolean;
  /** What forms carry beside the cookie. `session`: of whose page it is. */
  formToken(session: string): string;
  isFormToken(session: string, token: string): boolean;
  /** What the asking browser carries, signed; it says itself how long it is good for. */
  seal(text: string): string;
  unseal(sealed: string): string | undefined;
}

interface Options {
  /** The first signs, all verify; none where a function is given none, and then whoever asks is refused. */
  keys: readonly Buffer[];
  /** Public address of the installation. */
  baseUrl: string;
}

/** One label a purpose, so that a signature for one thing never passes for another. */
const labels = {
  mailed: 'rehearsal mailed sign-in v1',
  pass: 'rehearsal sign-in pass v1',
  code: 'rehearsal sign-in code v1',
  form: 'rehearsal form v1',
  asking: 'rehearsal asking browser v1',
} as const;
type Purpose = keyof typeof labels;

const ASK = /^[A-Za-z0-9_-]{22}$/;
const LONGEST_SEAL = 1_500;
/** Letters that nobody mistakes for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 8;

export function createSignInTokens({ keys: given, baseUrl }: Options): SignInTokens {
  const base = checkedBase(baseUrl);
  let checked: ReturnType<typeof checkedKeys> | undefined;
  const keys = (): ReturnType<typeof checkedKeys> => (checked ??= checkedKeys(given));
  const sign = (purpose: Purpose, text: string): string => mac(keys()[0], purpose, text);
  const isSigned = (purpose: Purpose, text: string, signature: string): boolean =>
    anyOf(keys(), (key) => sameText(mac(key, purpose, text), signature));
  const askIn = (purpose: Purpose, token: string): string | undefined => {
    const [ask = '', signature = '', ...more] = token.split('.');
    return more.length === 0 && ASK.test(ask) && isSigned(purpose, ask, signature) ? ask : undefined;
  };
  return {
    mailedUrl: (ask) => `${base}${mailedPath}${ask}.${sign('mailed', ask)}`,
    parseMailed: (token) => askIn('mailed', token),
    passUrl: (ask) => `${base}/sign-in?pass=${ask}.${sign('pass', ask)}`,
    parsePass: (token) => askIn('pass', token),
    code: (ask) => codeOf(keys()[0], ask),
    codeMatches(ask, typed) {
      const letters = typed
        .slice(0, 100)
        .normalize('NFKC')
        .replace(/[\s\p{Pd}\u2212]/gu, '')
        .toLowerCase();
      return anyOf(keys(), (key) => sameText(codeOf(key, ask), letters));
    },
    formToken: (session) => sign('form', session),
    isFormToken: (session, token) => isSigned('form', session, token),
    seal: (text) => `${text}.${sign('asking', text)}`,
    unseal(sealed) {
      const dot = sealed.lastIndexOf('.');
      const text = sealed.slice(0, Math.max(dot, 0));
      return sealed.length <= LONGEST_SEAL && isSigned('asking', text, sealed.slice(dot + 1)) ? text : undefined;
    },
  };
}

/** 256 bits, base64url. */
function mac(key: KeyObject, purpose: Purpose, text: string): string {
  return createHmac('sha256', key).update(`${labels[purpose]}\n${text}`).digest('base64url');
}

/** Almost forty bits; guessed five times at most, by one browser. */
function codeOf(key: KeyObject, ask: string): string {
  const bytes = createHmac('sha256', key).update(`${labels.code}\n${ask}`).digest();
  return [...bytes.subarray(0, CODE_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
