import type { Actor } from '#contexts/access/domain/people.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import { withoutPersonal } from '#products/rehearsal/domain/personal.ts';
import type { Instant } from '#kernel/time.ts';
import * as kernel from '#kernel/chain.ts';

export { canonical, type Hash } from '#kernel/chain.ts';

export interface Entry extends kernel.Chained<Fact> {
  requestId: string;
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  /** What it asked for, to be done as soon as it is due; none, and none is named. What it asked the sweep for later is not among them. */
  effects?: { key: string; kind: Effect['kind']; dueAt: Instant }[];
}

/** Z4. What of a request is its contributor's. */
export const requestPrivacy: kernel.Privacy<Fact> = {
  without: withoutPersonal,
  forgets: ({ fact }) => fact === 'contributor_forgotten',
};

export const publicForm = (entry: Entry, link: kernel.Link, hash: kernel.Hash): Record<string, unknown> =>
  kernel.publicForm(entry, link, hash, requestPrivacy);

export const purgeEntry = (entry: Entry, hash: kernel.Hash): Entry => kernel.purgeEntry(entry, hash, requestPrivacy);

export const checkChain = (
  entries: readonly Entry[],
  newest: { version: number; own?: string | undefined },
  hash: kernel.Hash,
): kernel.ChainFault[] => kernel.checkChain(entries, newest, hash, requestPrivacy);

export const linkFor = (entry: Entry, before: string | undefined, salt: string, hash: kernel.Hash): kernel.Link =>
  kernel.linkFor(entry, before, salt, hash, requestPrivacy);
