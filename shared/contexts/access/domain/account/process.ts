import { accountFacts, type AccountFact } from '#contexts/access/domain/account/facts.ts';
import { accountSchema } from '#contexts/access/domain/account/schema.ts';
import { ownDeciders, type OwnAsked } from '#contexts/access/domain/account/own-commands.ts';
import { rightDeciders, type RightAsked } from '#contexts/access/domain/account/right-commands.ts';
import { sessionDeciders, type AccountRefused, type SessionAsked } from '#contexts/access/domain/account/session-commands.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { AnyEffect, Wanted } from '#kernel/effect.ts';
import { decideKnown } from '#kernel/known.ts';
import type { Process } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

export type { AccountRefused } from '#contexts/access/domain/account/session-commands.ts';

export type AccountAsked = SessionAsked | RightAsked | OwnAsked;

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable. */
export type AccountCommand = { id: string; at: Instant; by: Actor } & AccountAsked;

/** W3, W4, W5. Every sign-in, every failed one and every end of a session is on its timeline, every role given and taken, and every right that was refused. */
export const accountProcess: Process<AccountState, AccountCommand, AccountFact, unknown, Wanted<AnyEffect>, AccountRefused> = {
  kind: 'account',
  idOf: ({ id }) => id,
  begin: (fact) => (fact.fact === 'account_known' ? fact.state : undefined),
  facts: accountFacts,
  schema: accountSchema,
  decide: decideKnown<AccountState, AccountAsked, AccountFact, AccountRefused>(
    accountFacts,
    { ...sessionDeciders, ...rightDeciders, ...ownDeciders },
    (state) => ({
      fact: 'account_known',
      state,
    }),
  ),
  react: () => [],
};
