import { createHmac, type KeyObject } from 'node:crypto';
import type { CodeClaims, LinkClaims } from '#kernel/questions/claims.ts';
import { hideText, revealText } from './hidden.ts';
import { anyOf, checkedKeys, sameText } from './keys.ts';
import { readSubject, subjectText } from './link-subject.ts';

export const linkPath = '/links/';
export const statusPath = '/status/';
/** Where a status page posts to have a mail sent again (N8). */
export const mailsPath = '/links/mails/';
/** N8, N10. Where operators order a mail again that is about no request. */
export const noticesPath = '/links/notices/again';
/** Where it posts what somebody says is wrong (W1). */
/** A9. Where what became of a request's jobs in production is recorded from its page. */
export const productionPath = '/links/production/';
export const concernsPath = '/links/concerns/';

/**
 * Signs and reads the links and codes in mails (N2, N3) and the contributor's status link (W1).
 *
 * All of them are deterministic: a mail that is sent twice carries the same links. For the same reason a link holds no
 * expiry and no nonce. Whether it may still be used (single use, expiry, the request has changed) is decided by the
 * process's state, where `question` names what was asked; a valid signature only says that we made the link.
 */
export interface LinkSigner {
  url(claims: LinkClaims): string;
  /** Takes a path or its last part; undefined for anything that we did not sign. */
  parse(pathOrToken: string): LinkClaims | undefined;
  /** Six digits. */
  code(claims: CodeClaims): string;
  /** In constant time; spaces and dashes that people type are ignored. Counting wrong tries is the caller's work. */
  codeMatches(claims: CodeClaims, typed: string): boolean;
  statusUrl(requestId: string): string;
  /** The request id of a status path or its last part. */
  parseStatus(pathOrToken: string): string | undefined;
  /** What a browser carries for us (X6), signed; `text` holds no line break and says itself how long it is good for. */
  seal(purpose: Sealed, text: string): string;
  /** The text of what was sealed for this purpose; undefined for anything else. */
  unseal(purpose: Sealed, sealed: string): string | undefined;
  /** W4. As `seal`, and nobody reads it: what hands it back may be of somebody who may not see what it names. `about`: it opens for this alone. */
  hide(about: string, text: string): string;
  reveal(about: string, hidden: string): string | undefined;
}

/** A key that signs a browser in; which status message a page shows. */
type Sealed = 'signIn' | 'told';

export interface LinkSignerOptions {
  /** At least 32 random bytes each. The first signs, all verify: put a new key first to rotate, drop the old one when its links are over. */
  keys: readonly Buffer[];
  /** Public address of the installation, from the settings, never from a request's host. */
  baseUrl: string;
}

// One label a purpose, so that a signature for one thing never passes for another.
const labels = {
  link: 'rehearsal link v1',
  code: 'rehearsal code v1',
  status: 'rehearsal status v1',
  session: 'rehearsal session v1',
  signIn: 'rehearsal sign-in v1',
  told: 'rehearsal told v1',
} as const;
type Purpose = keyof typeof labels;

const LONGEST_SEAL = 1_000;
const word = /^[a-z0-9_-]{1,100}$/;
const wholeNumber = /^(?:0|[1-9][0-9]{0,8})$/;

/** Throws when a key is missing or short, or the base is no http address. */
export function createLinkSigner({ keys: given, baseUrl }: LinkSignerOptions): LinkSigner {
  const keys = checkedKeys(given);
  const [signingKey] = keys;
  const base = checkedBase(baseUrl);

  function token(purpose: Purpose, body: string): string {
    return `${body}.${mac(signingKey, purpose, body)}`;
  }

  /** The signed part of a token, when any of the keys signed it. */
  function verified(purpose: Purpose, tokenText: string): string | undefined {
    const dot = tokenText.lastIndexOf('.');
    const body = tokenText.slice(0, Math.max(dot, 0));
    const given = tokenText.slice(dot + 1);
    return anyOf(keys, (key) => sameText(mac(key, purpose, body), given)) ? body : undefined;
  }

  return {
    url: (claims) => base + linkPath + token('link', linkBody(claims)),
    parse: (text) => readLinkBody(verified('link', lastPart(text, linkPath))),
    code: (claims) => codeOf(signingKey, claims),
    codeMatches(claims, typed) {
      const digits = typed
        .slice(0, 100)
        .normalize('NFKC')
        .replace(/[\s\p{Pd}\u2212]/gu, '');
      return anyOf(keys, (key) => sameText(codeOf(key, claims), digits) || sameText(codeOfQuestion(key, claims), digits));
    },
    statusUrl: (requestId) => base + statusPath + token('status', checkedWord(requestId)),
    parseStatus(text) {
      const body = verified('status', lastPart(text, statusPath));
      return body !== undefined && word.test(body) ? body : undefined;
    },
    seal: (purpose, text) => token(purpose, text),
    unseal: (purpose, sealed) => (sealed.length > LONGEST_SEAL ? undefined : verified(purpose, sealed)),
    hide: (about, text) => hideText(signingKey, about, text),
    reveal: (about, hidden) => revealText(keys, about, hidden),
  };
}

export function checkedBase(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError(`not an http address: ${baseUrl}`);
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** 128 bits, base64url. Verified by making it again and comparing texts, so that no second spelling of the same bytes passes. */
function mac(key: KeyObject, purpose: Purpose, body: string): string {
  return createHmac('sha256', key).update(`${labels[purpose]}\n${body}`).digest().subarray(0, 16).toString('base64url');
}

/** One mail may ask its contributor several things: they have one code for all that it asks of them. */
function codeOf(key: KeyObject, claims: CodeClaims): string {
  return codeOfQuestion(key, claims.person === 'contributor' ? { ...claims, question: 0 } : claims);
}

/** All 256 bits modulo a million: nothing to reject and draw again, and the bias is below 2^-236. */
function codeOfQuestion(key: KeyObject, { subject, question, person, round = 0 }: CodeClaims): string {
  const body = [subjectText(subject), checkedNumber(question), checkedWord(person), ...roundPart(round)].join('.');
  const digest = createHmac('sha256', key).update(`${labels.code}\n${body}`).digest('hex');
  return (BigInt(`0x${digest}`) % 1_000_000n).toString().padStart(6, '0');
}

function linkBody({ subject, question, action, person, round = 0 }: LinkClaims): string {
  return [subjectText(subject), checkedNumber(question), checkedWord(action), checkedWord(person), ...roundPart(round)].join('.');
}

/** The first links are as they always were. */
function roundPart(round: number): string[] {
  return round === 0 ? [] : [checkedNumber(round)];
}

function readLinkBody(body: string | undefined): LinkClaims | undefined {
  const [about = '', question = '', action = '', person = '', round, ...more] = (body ?? '').split('.');
  const subject = readSubject(about);
  if (more.length > 0 || subject === undefined || !wholeNumber.test(question) || ![action, person].every((text) => word.test(text)))
    return undefined;
  if (round !== undefined && (round === '0' || !wholeNumber.test(round))) return undefined;
  return { subject, question: Number(question), action, person, ...(round === undefined ? {} : { round: Number(round) }) };
}

function checkedWord(text: string): string {
  if (!word.test(text)) throw new TypeError(`not fit for a link: ${JSON.stringify(text)}`);
  return text;
}

function checkedNumber(value: number): string {
  if (!wholeNumber.test(String(value))) throw new TypeError(`not fit for a link: ${value}`);
  return String(value);
}

/** Only our own path is cut off: a token never holds a slash, so anything else in front makes it unreadable. */
function lastPart(text: string, path: string): string {
  return text.startsWith(path) ? text.slice(path.length) : text;
}
