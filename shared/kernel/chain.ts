import type { Act } from '#kernel/act.ts';
import type { TraceStamp } from '#kernel/trace.ts';

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

/** An entry of a timeline, as far as the chain knows it: all of it is hashed. */
export interface Chained<Fact> extends TraceStamp {
  version: number;
  facts: Fact[];
  /** W5. Who caused it; entries of before, and what nobody asked for, have none. */
  act?: Act;
  /** `act.who`, by which the log finds it. */
  actor?: string;
  chain?: Link;
}

/** What of a process's facts is personal. */
export interface Privacy<Fact> {
  /** The facts without it; the same ones where there is none. */
  without(facts: Fact[]): Fact[];
  /** Whether this fact says that it was purged. */
  forgets(fact: Fact): boolean;
}

/** Of processes whose facts hold nothing personal. */
export function nothingPersonal<F>(): Privacy<F> {
  return { without: (facts) => facts, forgets: () => false };
}

const CHAIN_START = 'start';

/** The link of a new entry. */
export function linkFor<F>(entry: Chained<F>, before: string | undefined, salt: string, hash: Hash, privacy: Privacy<F>): Link {
  const personal = personalIn(entry, privacy);
  const unsealed = { before: before ?? CHAIN_START, ...(personal.text === undefined ? {} : { salt }), own: '' };
  return { ...unsealed, own: hash(canonical(publicFormOf(entry, unsealed, personal, hash))) };
}

/** What the hash of an entry is made of: all of it but personal data, for which a commitment stands. Fit for anybody's eyes. */
export function publicForm<F>(entry: Chained<F>, link: Link, hash: Hash, privacy: Privacy<F>): Record<string, unknown> {
  return publicFormOf(entry, link, personalIn(entry, privacy), hash);
}

function publicFormOf<F>(entry: Chained<F>, link: Link, personal: Personal<F>, hash: Hash): Record<string, unknown> {
  const { chain: _chain, facts: _facts, ...rest } = entry;
  const commitment = commitmentOf(link, personal, hash);
  return { ...rest, facts: personal.bare, before: link.before, ...(commitment === undefined ? {} : { commitment }) };
}

function commitmentOf<F>({ salt = '', purged }: Link, { text }: Personal<F>, hash: Hash): string | undefined {
  if (purged !== undefined) return purged;
  return text === undefined ? undefined : hash(`${salt}\n${text}`);
}

/** An entry's facts without personal data, and the canonical text of them with it: undefined when there is none. Every commit needs both, so they are made once. */
interface Personal<F> {
  bare: F[];
  text: string | undefined;
}

function personalIn<F>({ facts }: Chained<F>, privacy: Privacy<F>): Personal<F> {
  const bare = privacy.without(facts);
  if (bare === facts) return { bare, text: undefined };
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
export function purgeEntry<F, E extends Chained<F>>(entry: E, hash: Hash, privacy: Privacy<F>): E {
  const personal = personalIn(entry, privacy);
  if (personal.text === undefined) return entry;
  const facts = personal.bare;
  if (entry.chain === undefined) return { ...entry, facts };
  const { salt: _salt, ...link } = entry.chain;
  const purged = commitmentOf(entry.chain, personal, hash);
  return { ...entry, facts, chain: { ...link, ...(purged === undefined ? {} : { purged }) } };
}

/** Where the past was changed. `version`: of the first entry that does not fit. */
export type ChainFault = { version: number; fault: 'missing' | 'changed' | 'unchained' | 'not_the_newest' };

/** Every entry of a process, in order, held against the newest version and hash that the process itself knows. */
export function checkChain<F>(
  entries: readonly Chained<F>[],
  newest: { version: number; own?: string | undefined },
  hash: Hash,
  privacy: Privacy<F>,
): ChainFault[] {
  const faults: ChainFault[] = [];
  const forgotten = entries.some(({ facts }) => facts.some((fact) => privacy.forgets(fact)));
  let before: string | undefined;
  entries.forEach((entry, n) => {
    const { version, chain } = entry;
    if (version !== n + 1) faults.push({ version: n + 1, fault: 'missing' });
    else if (chain === undefined) {
      if (before !== undefined) faults.push({ version, fault: 'unchained' });
    } else if (chain.before !== (before ?? CHAIN_START) || !isAsWritten(entry, chain, forgotten, hash, privacy))
      faults.push({ version, fault: 'changed' });
    before = chain?.own ?? before;
  });
  if (entries.length !== newest.version || before !== newest.own) faults.push({ version: newest.version, fault: 'not_the_newest' });
  return faults;
}

/** Behind a commitment that stayed alone nobody can hide another name: there nothing personal stands, and the record says when it went. */
function isAsWritten<F>(entry: Chained<F>, chain: Link, forgotten: boolean, hash: Hash, privacy: Privacy<F>): boolean {
  if (chain.purged !== undefined && (!forgotten || personalIn(entry, privacy).text !== undefined)) return false;
  return chain.own === hash(canonical(publicForm(entry, chain, hash, privacy)));
}
