import type { Actor } from '#domain/people.ts';
import type { Effect } from '#domain/request/effects.ts';
import type { Fact } from '#domain/request/facts.ts';
import { withoutPersonal } from '#domain/request/personal.ts';
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
  /** What it asked for, to be done as soon as it is due; none, and none is named. What it asked the sweep for later is not among them. */
  effects?: Asked[];
  chain?: Link;
}

/** One effect that a version asked for. */
export interface Asked {
  key: string;
  kind: Effect['kind'];
  dueAt: Instant;
}

const CHAIN_START = 'start';

/** The link of a new entry. */
export function linkFor(entry: Entry, before: string | undefined, salt: string, hash: Hash): Link {
  const personal = personalIn(entry);
  const unsealed = { before: before ?? CHAIN_START, ...(personal.text === undefined ? {} : { salt }), own: '' };
  return { ...unsealed, own: hash(canonical(publicFormOf(entry, unsealed, personal, hash))) };
}

/** What the hash of an entry is made of: all of it but personal data, for which a commitment stands. Fit for anybody's eyes. */
export function publicForm(entry: Entry, link: Link, hash: Hash): Record<string, unknown> {
  return publicFormOf(entry, link, personalIn(entry), hash);
}

function publicFormOf(entry: Entry, link: Link, personal: Personal, hash: Hash): Record<string, unknown> {
  const { chain: _chain, facts: _facts, ...rest } = entry;
  const commitment = commitmentOf(link, personal, hash);
  return { ...rest, facts: personal.bare, before: link.before, ...(commitment === undefined ? {} : { commitment }) };
}

function sealOf(entry: Entry, link: Link, hash: Hash): string {
  return hash(canonical(publicForm(entry, link, hash)));
}

function commitmentOf({ salt = '', purged }: Link, { text }: Personal, hash: Hash): string | undefined {
  if (purged !== undefined) return purged;
  return text === undefined ? undefined : hash(`${salt}\n${text}`);
}

/** An entry's facts without personal data, and the canonical text of them with it: undefined when there is none. Every commit needs both, so they are made once. */
interface Personal {
  bare: Fact[];
  text: string | undefined;
}

function personalIn({ facts }: Entry): Personal {
  const bare = withoutPersonal(facts);
  const text = canonical(facts);
  return { bare, text: canonical(bare) === text ? undefined : text };
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
  const personal = personalIn(entry);
  if (personal.text === undefined) return entry;
  const facts = personal.bare;
  if (entry.chain === undefined) return { ...entry, facts };
  const { salt: _salt, ...link } = entry.chain;
  const purged = commitmentOf(entry.chain, personal, hash);
  return { ...entry, facts, chain: { ...link, ...(purged === undefined ? {} : { purged }) } };
}

/** Where the past was changed. `version`: of the first entry that does not fit. */
export type ChainFault = { version: number; fault: 'missing' | 'changed' | 'unchained' | 'not_the_newest' };

/** Every entry of a request, in order, held against the newest version and hash that the request itself knows. */
export function checkChain(entries: readonly Entry[], newest: { version: number; own?: string | undefined }, hash: Hash): ChainFault[] {
  const faults: ChainFault[] = [];
  const forgotten = entries.some(({ facts }) => facts.some(({ fact }) => fact === 'contributor_forgotten'));
  let before: string | undefined;
  entries.forEach((entry, n) => {
    const { version, chain } = entry;
    if (version !== n + 1) faults.push({ version: n + 1, fault: 'missing' });
    else if (chain === undefined) {
      if (before !== undefined) faults.push({ version, fault: 'unchained' });
    } else if (chain.before !== (before ?? CHAIN_START) || !isAsWritten(entry, chain, forgotten, hash))
      faults.push({ version, fault: 'changed' });
    before = chain?.own ?? before;
  });
  if (entries.length !== newest.version || before !== newest.own) faults.push({ version: newest.version, fault: 'not_the_newest' });
  return faults;
}

/** Behind a commitment that stayed alone nobody can hide another name: there nothing personal stands, and the record says when it went. */
function isAsWritten(entry: Entry, chain: Link, forgotten: boolean, hash: Hash): boolean {
  if (chain.purged !== undefined && (!forgotten || personalIn(entry).text !== undefined)) return false;
  return chain.own === sealOf(entry, chain, hash);
}
