import { randomBytes } from 'node:crypto';
import { beginSession } from '#contexts/access/app/begin-session.ts';
import { personOf } from '#contexts/access/app/known-people.ts';
import { createSessionRing } from '#contexts/access/app/session-ring.ts';
import { sessionRules, signInSettings } from '#contexts/access/settings/sign-in.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import { operatorSignInOf } from '#functions/wiring/operator-sign-in.ts';
import { createSignInTokens } from '#doors/sign-in-tokens.ts';
import { createVisitors } from '#doors/visitors.ts';
import type { SignInDependencies } from '#functions/serve-sign-in/dependencies.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { System } from '#products/rehearsal/app/system.ts';

interface Given {
  system: System;
  operators: OperatorKeys;
  ways?: SignInDependencies['ways'];
  senderFor: SignInDependencies['senderFor'];
  /** Of the store, and of the wall beside it. */
  time: { now: number };
  url: string;
  providers?: SignInDependencies['providers'];
}

const MAIL = { mail: true, providers: [] };

const nobody: SignInDependencies['providers'] = {
  begin: () => Promise.reject(new Error('there is no provider')),
  finish: () => Promise.reject(new Error('there is no provider')),
};

export const signInRules = sessionRules(signInSettings.parse({}));

const newSecret = (): string => randomBytes(32).toString('base64url');

/** What serves sign-in, with clocks that stand still unless they are moved, and no waiting. */
export function signInDependencies({
  system,
  operators,
  ways = MAIL,
  senderFor,
  time,
  url,
  providers = nobody,
}: Given): SignInDependencies {
  const tokens = createSignInTokens({ keys: [Buffer.alloc(32, 7)], baseUrl: url });
  const now = (): number => time.now;
  const ring = createSessionRing({ system, rules: signInRules, now, wall: now });
  const visitors = createVisitors({ ring, personOf: (id) => personOf(system, id), operators, tokens, rules: signInRules, now });
  const operatorSignIn = operatorSignInOf({ system, ring, visitors, rules: signInRules, secure: false });
  return {
    system,
    ways,
    rules: signInRules,
    operators,
    ring,
    visitors,
    operatorSignIn,
    tokens,
    providers,
    senderFor,
    publicUrl: url,
    timeZone: 'UTC',
    secure: false,
    wall: now,
    sleep: async () => undefined,
    newSecret,
    newAsk: () => randomBytes(16).toString('base64url'),
  };
}

/** Of a browser in which this person has just signed in. */
export async function cookieOf({ system, rules, ring }: SignInDependencies, person: string): Promise<string> {
  const begun = await beginSession(kernelOf(system), rules, {
    who: { kind: 'person', id: person },
    secret: newSecret(),
    way: 'mail',
    from: 'Firefox on Linux',
  });
  if (!begun.begun) throw new Error(`${person} could not sign in`);
  ring.forget(person);
  return `__session=${begun.text}`;
}
