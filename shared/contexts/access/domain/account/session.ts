import type { Instant } from '#kernel/time.ts';

/** How somebody proved who they are: `mail`, `github`, `key` of an operator, or the slug of an OpenID provider of the settings. */
export type Way = string;

/** W3. One browser that is signed in. */
export interface Session {
  /** 1, 2, 3 … of its person. */
  number: number;
  /** Number of the first of those that followed one another in this browser: what its forms are bound to. */
  family: number;
  /** SHA-256, hex, of the secret in the cookie. The secret itself is kept nowhere. */
  hash: string;
  /** When they proved it. */
  at: Instant;
  expiresAt: Instant;
  way: Way;
  /** What the browser says it is, in a few words: it helps to tell one's sessions apart, and proves nothing. */
  from: string;
  /** Of an operator: it ends with the key that opened it. */
  bond?: string;
  ended?: EndOfSession;
}

interface EndOfSession {
  at: Instant;
  /** Person id, or the name of an operator. */
  by: string;
  why: WhySessionEnded;
}

/** `renewed`: another followed it in the same browser. `too_many`: the oldest makes room. */
export type WhySessionEnded = 'signed_out' | 'ended' | 'renewed' | 'too_many' | 'expired';

/** Somebody with this person's address wants to sign in by a mailed link. The token and the code in it are signatures, kept nowhere. */
export interface SignInAsk {
  /** Random: whoever has it has nothing yet. */
  id: string;
  /** SHA-256, hex, of what the asking browser holds. */
  verifier: string;
  at: Instant;
  expiresAt: Instant;
  /** The ask by whose mail they were let through: whoever asks so has this mailbox, and is counted apart from strangers. */
  pass?: string;
  /** Wrong codes typed in the asking browser. */
  wrongCodes: number;
  ended?: 'used' | 'locked';
}

export interface SessionRules {
  /** A session that opened nothing for so long is over. */
  idle: number;
  /** And after so long in any case. */
  absolute: number;
  /** For so long after a sign-in sensitive acts ask for no other. */
  fresh: number;
  /** Open ones of one person. */
  most: number;
  /** How long a mailed link works. */
  link: number;
  /** The store's time for which nothing is written of a session's use. */
  noted: number;
}

/** Mails to one address, within the time that a link works, for whoever asks; and as many for who has its mailbox. */
export const MOST_MAILS = 3;
/** Wrong codes that end an ask. */
export const MOST_WRONG = 5;
/** Of those that ended, so many are shown; the timeline has them all. */
export const KEPT_SESSIONS = 8;

export function isOpen({ ended, expiresAt }: Session, at: Instant): boolean {
  return ended === undefined && expiresAt > at;
}

/** Of those who have the mailbox, or of everybody else, so many were mailed lately. */
export function mailedLately(asks: readonly SignInAsk[], since: Instant, withPass: boolean): number {
  return asks.filter(({ at, pass }) => at > since && (pass !== undefined) === withPass).length;
}

/** Whether anybody can still sign in by it. */
export function isAsked({ ended, expiresAt }: SignInAsk, at: Instant): boolean {
  return ended === undefined && expiresAt > at;
}
