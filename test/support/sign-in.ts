import { randomBytes } from 'node:crypto';
import { personOf } from '#contexts/access/app/known-people.ts';
import { createSessionRing } from '#contexts/access/app/session-ring.ts';
import { sessionRules, signInSettings } from '#contexts/access/settings/sign-in.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import { createSignInTokens } from '#doors/sign-in-tokens.ts';
import { createVisitors } from '#doors/visitors.ts';
import type { SignInDependencies } from '#functions/serve-sign-in/dependencies.ts';
import type { System } from '#products/rehearsal/app/system.ts';

interface Given {
  system: System;
  operators: OperatorKeys;
  ways: SignInDependencies['ways'];
  senderFor: SignInDependencies['senderFor'];
  /** Of the store, and of the wall beside it. */
  time: { now: number };
  url: string;
  providers?: SignInDependencies['providers'];
}

const nobody: SignInDependencies['providers'] = {
  begin: () => Promise.reject(new Error('there is no provider')),
  finish: () => Promise.reject(new Error('there is no provider')),
};

export const signInRules = sessionRules(signInSettings.parse({}));

/** What serves sign-in, with clocks that stand still unless they are moved, and no waiting. */
export function signInDependencies({ system, operators, ways, senderFor, time, url, providers = nobody }: Given): SignInDependencies {
  const tokens = createSignInTokens({ keys: [Buffer.alloc(32, 7)], baseUrl: url });
  const now = (): number => time.now;
  const ring = createSessionRing({ system, rules: signInRules, now, wall: now });
  return {
    system,
    ways,
    rules: signInRules,
    operators,
    ring,
    visitors: createVisitors({ ring, personOf: (id) => personOf(system, id), tokens, rules: signInRules, now }),
    tokens,
    providers,
    senderFor,
    publicUrl: url,
    timeZone: 'UTC',
    secure: false,
    wall: now,
    sleep: async () => undefined,
    newSecret: () => randomBytes(32).toString('base64url'),
    newAsk: () => randomBytes(16).toString('base64url'),
  };
}
