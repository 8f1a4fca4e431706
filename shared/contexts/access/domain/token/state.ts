import { isSlug } from '#kernel/slug.ts';
import type { Instant } from '#kernel/time.ts';

/** `agent`: of the agent of one backend, which is its name. `client`: of a program, which may reach several. `person`: of a person’s own programs. */
export const tokenKinds = ['agent', 'client', 'person'] as const;

export type TokenKind = (typeof tokenKinds)[number];

/** Whose tokens they are: a name has its own of each kind. */
export interface TokenHolder {
  kind: TokenKind;
  name: string;
}

/** B10. All tokens of one holder, as a process: who may have how many is decided in one place. */
export interface TokensState extends TokenHolder {
  /** `agent.local`, `client.job-server`. */
  id: string;
  /** Number of the last command that changed it; 0 before the first. */
  version: number;
  /** So many were ever made: the number of the newest. */
  made: number;
  /** Oldest first: those that may be valid, and the last that ended. */
  tokens: Token[];
}

export interface Token {
  number: number;
  /** SHA-256, hex. The token itself is kept nowhere. */
  hash: string;
  /** What somebody calls it. */
  label: string;
  /** All that it reaches. */
  backends: string[];
  /** P1. What a program may by it; left out, it opens what programs of OpenSAFELY use, and of the API what these are let see. */
  scope?: TokenScope;
  madeAt: Instant;
  madeBy: string;
  /** From then on it is none. */
  expiresAt?: Instant;
  ended?: EndOfToken;
}

/** P1. Permissions by their names, for all or at the token's backends and these workspaces. */
export interface TokenScope {
  permissions: string[];
  workspaces: string[];
  everywhere?: true;
}

export interface EndOfToken {
  at: Instant;
  by: string;
  why: 'revoked' | 'expired';
}

export function newTokens({ kind, name }: TokenHolder): TokensState {
  return { id: holderId({ kind, name }), version: 0, kind, name, made: 0, tokens: [] };
}

export function holderId({ kind, name }: TokenHolder): string {
  return `${kind}.${name}`;
}

/** As people and commands name one: `agent.local.2`. */
export function tokenId({ id }: Pick<TokensState, 'id'>, { number }: Pick<Token, 'number'>): string {
  return `${id}.${number}`;
}

/** Undefined for what names no holder. */
export function holderNamed(id: string): TokenHolder | undefined {
  const [, of, name = ''] = /^([a-z]+)\.(.{1,40})$/.exec(id) ?? [];
  const kind = tokenKinds.find((one) => one === of);
  return kind !== undefined && isSlug(name) ? { kind, name } : undefined;
}

/** Undefined for what names no token. */
export function tokenNamed(id: string): { holder: TokenHolder; number: number } | undefined {
  const [, of = '', number] = /^(.+)\.([1-9][0-9]{0,8})$/.exec(id) ?? [];
  const holder = holderNamed(of);
  return holder && { holder, number: Number(number) };
}

/** Whether it opens anything at this instant. */
export function isValid({ ended, expiresAt }: Token, at: Instant): boolean {
  return ended === undefined && !isPast(expiresAt, at);
}

export function isPast(expiresAt: Instant | undefined, at: Instant): boolean {
  return expiresAt !== undefined && expiresAt <= at;
}
