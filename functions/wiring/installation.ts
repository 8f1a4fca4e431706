import type { LinkSigner } from '#doors/action-links.ts';
import type { WhoIs } from '#doors/who-is.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { Secrets } from '#platform/config.ts';
import type { Settings } from './settings.ts';
import type { SigningIn } from './signing-in.ts';
import type { System } from './system.ts';

/** What every function of one installation is wired with, at home and in the cloud. */
export interface Installation {
  settings: Settings;
  secrets: Secrets;
  system: System;
  links: LinkSigner;
  /** W3. */
  signIn: SigningIn;
  /** Who may open what is for operators (X6). */
  operators: OperatorKeys;
  /** W4. Who asks, for every door. */
  whoIs: WhoIs;
  now: () => number;
  /** P3. A waiting poll looks again after so many milliseconds: each look costs reads, which are free at home only. */
  lookEvery: number;
  newId: () => string;
  /** Short, random, lower-case, without letters that are easily mistaken (I10). */
  newRequestId: () => string;
}
