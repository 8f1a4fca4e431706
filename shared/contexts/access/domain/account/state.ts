import type { AccountGrant, Profile } from '#contexts/access/domain/account/right.ts';
import type { Session, SignInAsk } from '#contexts/access/domain/account/session.ts';
import type { Instant } from '#kernel/time.ts';

/** W3, W4. What the installation knows of one person beside the settings, as a process: whoever never signed in has none. */
export interface AccountState {
  /** Person id. */
  id: string;
  /** Number of the last command that changed it; 0 before the first. */
  version: number;
  /** So many sessions there were: the number of the newest. */
  sessionsMade: number;
  /** Oldest first: the open ones, and the last that ended. */
  sessions: Session[];
  /** Oldest first: of the last while, ended or not: they are counted. */
  asks: SignInAsk[];
  /** Failed sign-ins, since the last that was right. */
  failed?: { count: number; last: Instant };
  /** Who had their login when they first came by it: whoever has another number is somebody else. Another login of the settings begins anew. */
  github?: GitHubAccount;
  /** Of whoever was asked in from here: the settings do not name them. */
  invited?: { at: Instant; by: string; profile: Profile };
  /** Roles beside those of the settings. */
  grants?: AccountGrant[];
  /** N8. By which clock they read, as they said; it goes before that of the settings. */
  timeZone?: string;
}

export interface GitHubAccount {
  login: string;
  id: string;
}

export function newAccount(id: string): AccountState {
  return { id, version: 0, sessionsMade: 0, sessions: [], asks: [] };
}
