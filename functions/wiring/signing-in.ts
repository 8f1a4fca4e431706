import { personOf } from '#contexts/access/app/known-people.ts';
import { createSessionRing, type SessionRing } from '#contexts/access/app/session-ring.ts';
import { sessionRules } from '#contexts/access/settings/sign-in.ts';
import { createSignInTokens, type SignInTokens } from '#doors/sign-in-tokens.ts';
import { createVisitors, type Visitors } from '#doors/visitors.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { OperatorSignIn } from '#doors/operator-sign-in.ts';
import { operatorSignInOf } from './operator-sign-in.ts';
import { whoComes, type WhoIs } from '#doors/who-is.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** W3. How people sign in, and how it is found who has. */
export interface SigningIn {
  tokens: SignInTokens;
  ring: SessionRing;
  visitors: Visitors;
  operatorSignIn: OperatorSignIn;
  /** Slug of a provider → the secret that this installation has there. */
  secrets: Readonly<Record<string, string>>;
}

interface Given {
  operators: OperatorKeys;
  system: System;
  settings: Settings;
  keys: readonly Buffer[];
  secrets: SigningIn['secrets'];
  /** The store's time. */
  now: () => number;
}

/** Everybody who can be known at a door. */
export function signingIn({ system, settings, operators, keys, secrets, now }: Given): { signIn: SigningIn; whoIs: WhoIs } {
  const tokens = createSignInTokens({ keys, baseUrl: settings.publicUrl });
  const rules = sessionRules(settings.signIn, system.timeScale);
  const ring = createSessionRing({ system, rules, now, wall: Date.now });
  const visitors = createVisitors({ ring, personOf: (id) => personOf(system, id), operators, tokens, rules, now });
  const secure = settings.publicUrl.startsWith('https:');
  const operatorSignIn = operatorSignInOf({ system, ring, visitors, rules, secure });
  return { signIn: { tokens, ring, visitors, operatorSignIn, secrets }, whoIs: whoComes(operators, visitors, system.rules.roles) };
}
