import type { AccountFact } from '#contexts/access/domain/account/facts.ts';
import type { AccountRefused } from '#contexts/access/domain/account/session-commands.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Deciding } from '#kernel/known.ts';
import type { Deciders } from '#kernel/process.ts';

/** What somebody says of themselves. */
export type OwnAsked =
  /** N8. By which clock they read; left out, by that of the settings. */
  { command: 'say_time_zone'; timeZone?: string };

export const ownDeciders: Deciders<Deciding<AccountState, AccountFact>, OwnAsked, AccountRefused> = {
  say_time_zone({ draft, at }, { timeZone }) {
    if (draft.state.timeZone !== timeZone) draft.record({ fact: 'time_zone_said', at, ...(timeZone === undefined ? {} : { timeZone }) });
  },
};
