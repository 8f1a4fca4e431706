import type { SessionRing } from '#contexts/access/app/session-ring.ts';
import type { SessionRules } from '#contexts/access/domain/account/session.ts';
import type { SignInWays } from '#contexts/access/pages/sign-in-page.ts';
import type { IdentityProviders } from '#contexts/access/ports/identity-providers.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { OperatorSignIn } from '#doors/operator-sign-in.ts';
import type { SenderForOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';
import type { SignInTokens } from '#doors/sign-in-tokens.ts';
import type { Visitors } from '#doors/visitors.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** What signing in is made with. */
export interface SignInDependencies {
  system: System;
  ways: SignInWays;
  rules: SessionRules;
  operators: OperatorKeys;
  operatorSignIn: OperatorSignIn;
  visitors: Visitors;
  ring: SessionRing;
  tokens: SignInTokens;
  providers: IdentityProviders;
  senderFor: SenderForOf<PageContent>;
  publicUrl: string;
  timeZone: string;
  /** Browsers send the cookie over https alone. */
  secure: boolean;
  /** Milliseconds on the wall. */
  wall: () => number;
  /** Resolves after so many milliseconds on the wall. */
  sleep: (ms: number) => Promise<unknown>;
  /** 256 random bits, base64url. */
  newSecret: () => string;
  /** 128 random bits, base64url: names a sign-in by mail. */
  newAsk: () => string;
}
