import type { Contributor } from '#domain/intake/submission.ts';
import type { Actor } from '#domain/people.ts';
import type { Fact } from '#domain/request/facts.ts';
import type { Instant } from '#domain/time.ts';

/** Hex digest of a text. */
export type Hash = (text: string) => string;

/** Z4. What ties an entry to all before it. Entries from before there were chains have none. */
export interface Link {
  /** The one before's `own`; of the first link `start`, whatever came before it unchained. */
  before: string;
  own: string;
  /** Random. What stands in for personal data in the chain cannot be guessed back without it; it goes with the data. */
  salt?: string;
  /** What stands in for personal data that was purged. */
  purged?: string;
}

export interface Entry {
  requestId: string;
  version: number;
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  facts: Fact[];
  chain?: Link;
}

export const CHAIN_START = 'start';

/** What is left of a contributor whose retention time is over. */
export const PURGED: Contributor = { name: 'purged', email: 'purged@example.invalid', githubLogin: 'purged' };

export function isPurged({ email }: Pick<Contributor, 'email'>): boolean {
  return email === PURGED.email;
}

/** The link of a new entry. */
export function linkFor(entry: Entry, before: string | undefined, salt: string, hash: Hash): Link {
  const unsealed = { before: before ?? CHAIN_START, ...(hasPersonal(entry) ? { salt } : {}), own: '' };
  return { ...unsealed, own: sealOf({ ...entry, chain: unsealed }, unsealed, hash) };
}

/** What the hash of an entry is made of: all of it, with a commitment in the place of personal data. Fit for anybody's eyes. */
export function publicForm(entry: Entry, link: Link, hash: Hash): Record<string, unknown> {
  const { chain: _chain, facts, ...rest } = entry;
  const contributor = hasPersonal(entry) ? { commitment: commitmentOf(entry, link, hash) } : undefined;
  const told = facts.map((fact) => (fact.fact === 'submitted' ? { ...fact, submission: { ...fact.submission, contributor } } : fact));
  return { ...rest, facts: told, before: link.before };
}

function sealOf(entry: Entry, link: Link, hash: Hash): string {
  return hash(canonical(publicForm(entry, link, hash)));
}

function commitmentOf({ facts }: Entry, { salt = '', purged }: Link, hash: Hash): string {
  if (purged !== undefined) return purged;
  const persons = facts.flatMap((fact) => (fact.fact === 'submitted' ? [fact.submission.contributor] : []));
  return hash(`${salt}\n${canonical(persons)}`);
}

function hasPersonal({ facts }: Entry): boolean {
  return facts.some(({ fact }) => fact === 'submitted');
}

/** JSON with the keys of every object in order: the same value has the same text, whichever store it came from. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
  return `{${parts.join(',')}}`;
}

/** The entry without its personal data. The chain holds: what stood in for it stays. */
export function purgeEntry(entry: Entry, hash: Hash): Entry {
  if (!hasPersonal(entry)) return entry;
  const facts = entry.facts.map((fact) =>
    fact.fact === 'submitted' ? { ...fact, submission: { ...fact.submission, contributor: PURGED } } : fact,
  );
  if (entry.chain === undefined) return { ...entry, facts };
  const { salt: _salt, ...link } = entry.chain;
  return { ...entry, facts, chain: { ...link, purged: commitmentOf(entry, entry.chain, hash) } };
}

/** Where the past was changed. `version`: of the first entry that does not fit. */
export type ChainFault = { version: number; fault: 'missing' | 'changed' | 'unchained' | 'not_the_newest' };

/** Every entry of a request, in order, held against the newest version and hash that the request itself knows. */
export function checkChain(entries: readonly Entry[], newest: { version: number; own?: string | undefined }, hash: Hash): ChainFault[] {
  const faults: ChainFault[] = [];
  let before: string | undefined;
  entries.forEach((entry, n) => {
    const { version, chain } = entry;
    if (version !== n + 1) faults.push({ version: n + 1, fault: 'missing' });
    else if (chain === undefined) {
      if (before !== undefined) faults.push({ version, fault: 'unchained' });
    } else if (chain.before !== (before ?? CHAIN_START) || chain.own !== sealOf(entry, chain, hash))
      faults.push({ version, fault: 'changed' });
    before = chain?.own ?? before;
  });
  if (entries.length !== newest.version || before !== newest.own) faults.push({ version: newest.version, fault: 'not_the_newest' });
  return faults;
}
