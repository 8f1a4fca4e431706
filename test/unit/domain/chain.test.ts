import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, checkChain, linkFor, purgeEntry, type Entry } from '#products/rehearsal/domain/chain.ts';
import { forgetContributor, PURGED } from '#products/rehearsal/domain/personal.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { cell } from '#products/rehearsal/pages/timeline-export.ts';
import { begin, contributor, does, tries, type Story } from '#test/support/given-request.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';
import { approves, auditThenMigration, deployed, runPasses, throughReview } from '#test/support/request-steps.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A whole story as it is stored. */
function chained({ timeline, state }: Story): Entry[] {
  const entries: Entry[] = [];
  for (const { version, at, facts } of timeline) {
    const entry = { requestId: state.id, version, at, by: contributor, commandId: `c${version}`, command: 'x', facts };
    entries.push({ ...entry, chain: linkFor(entry, entries.at(-1)?.chain?.own, `salt${version}`, hash) });
  }
  return JSON.parse(JSON.stringify(entries)) as Entry[];
}

/** Addresses stand in what people wrote, too. */
const asked = { ...auditThenMigration, submission: { ...auditThenMigration.submission, reason: 'kim@people.example.org asked for it' } };
const story = approves(
  runPasses(deployed(approves(runPasses(deployed(throughReview(begin(asked))), 'audit'), 'audit')), 'migrate'),
  'migrate',
);
const open = chained(story);
does(story, { command: 'forget_contributor' });
const entries = chained(story);
const newest = { version: entries.length, own: entries.at(-1)?.chain?.own };
const faultsOf = (changed: readonly Entry[]): unknown[] => checkChain(changed, newest, hash);
const place = fc.nat({ max: entries.length - 1 });

/** Every leaf of a value, and how to change it. */
function changeLeaf(value: unknown, n: { left: number }): unknown {
  if (Array.isArray(value)) return value.map((part) => changeLeaf(part, n));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, changeLeaf(part, n)]));
  n.left -= 1;
  return n.left === 0 ? `${String(value)}!` : value;
}

function leaves(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + leaves(part), 0);
  return value !== null && typeof value === 'object' ? leaves(Object.values(value)) : 1;
}

describe('Z4 the chain of a timeline', () => {
  test('Z4 an honest past has no fault, with personal data and without', () => {
    expect(faultsOf(entries)).toEqual([]);
    expect(faultsOf(entries.map((entry) => purgeEntry(entry, hash)))).toEqual([]);
    expect(faultsOf(entries.map((entry) => purgeEntry(purgeEntry(entry, hash), hash)))).toEqual([]);
    // Stopped half-way, too.
    for (let n = 0; n <= entries.length; n += 1)
      expect(faultsOf(entries.map((entry, at) => (at < n ? purgeEntry(entry, hash) : entry)))).toEqual([]);
  });

  test('Z4 any change to any value of any entry is seen', () => {
    fc.assert(
      fc.property(place, fc.nat(), (at, dice) => {
        const changed = entries.map((entry, n) => {
          if (n !== at) return entry;
          const { chain, ...rest } = entry;
          const told = changeLeaf(rest, { left: 1 + (dice % leaves(rest)) }) as Entry;
          return { ...told, ...(chain === undefined ? {} : { chain }) };
        });
        expect(faultsOf(changed)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('Z4 any removed, added or moved entry is seen, and so is an exchanged link', () => {
    fc.assert(
      fc.property(place, place, (at, other) => {
        expect(faultsOf(entries.filter((_, n) => n !== at))).not.toEqual([]);
        expect(faultsOf([...entries.slice(0, at), ...entries.slice(at, at + 1), ...entries.slice(at)])).not.toEqual([]);
        const swapped = [...entries];
        const [one, two] = [entries[at], entries[other]];
        if (one === undefined || two === undefined || at === other) return;
        swapped[at] = two;
        swapped[other] = one;
        expect(faultsOf(swapped)).not.toEqual([]);
        if (two.chain !== undefined) swapped.splice(0, swapped.length, ...entries.with(at, { ...one, chain: two.chain }));
        expect(faultsOf(swapped)).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('Z4 purging takes the contributor and every address, leaves nothing to guess them by, and the state is still the fold', () => {
    const purged = entries.map((entry) => purgeEntry(entry, hash));
    const text = JSON.stringify(purged);
    for (const secret of ['Ada Lovelace', 'ada@example.org', 'people.example.org', 'salt1"']) expect(text).not.toContain(secret);
    expect(text).toContain('asked for it');
    expect(fold(entries)).toEqual(story.state);
    for (let n = 0; n <= entries.length; n += 1) expect(fold([...purged.slice(0, n), ...entries.slice(n)])).toEqual(story.state);
    expect(story.state.submission.contributor).toEqual(PURGED);
    expect(forgetContributor(story.state)).toEqual(story.state);
    expect(tries(story, { command: 'forget_contributor' })).toBeUndefined();
    expect(story.timeline).toHaveLength(entries.length);
  });

  test('Z4 behind what was purged nobody hides another name, another text, or a purge that nobody ordered', () => {
    const purged = entries.map((entry) => purgeEntry(entry, hash));
    const [first] = entries;
    const [bare] = purged;
    if (first === undefined || bare?.chain === undefined) throw new Error('no entry');
    const others: Entry[] = [
      { ...bare, chain: { ...bare.chain, purged: hash('another') } },
      { ...first, chain: bare.chain },
      JSON.parse(JSON.stringify(first).replace('Ada Lovelace', 'Eve'), (key, value: unknown) =>
        key === 'chain' ? bare.chain : value,
      ) as Entry,
      JSON.parse(JSON.stringify(bare).replace('•••@•••', 'eve@example.org')) as Entry,
      JSON.parse(JSON.stringify(bare).replace('asked for it', 'did not')) as Entry,
    ];
    for (const other of others) expect(faultsOf([other, ...purged.slice(1)])).toContainEqual({ version: 1, fault: 'changed' });
    const [early, ...rest] = open;
    if (early === undefined) throw new Error('no entry');
    const newestOpen = { version: open.length, own: open.at(-1)?.chain?.own };
    expect(checkChain([purgeEntry(early, hash), ...rest], newestOpen, hash)).toEqual([{ version: 1, fault: 'changed' }]);
  });

  test('Z4 an open request keeps its contributor', () => {
    const under = throughReview(begin(auditThenMigration));
    does(under, { command: 'forget_contributor' });
    expect(under.state.submission.contributor.name).toBe('Ada Lovelace');
  });

  test('Z4 entries from before there were chains still read; a chain once begun has no holes', () => {
    const bare = entries.map(({ chain: _chain, ...entry }) => entry);
    expect(checkChain(bare, { version: bare.length }, hash)).toEqual([]);
    const later: Entry[] = bare.slice(0, 2);
    for (const entry of bare.slice(2)) later.push({ ...entry, chain: linkFor(entry, later.at(-1)?.chain?.own, 's', hash) });
    expect(checkChain(later, { version: later.length, own: later.at(-1)?.chain?.own }, hash)).toEqual([]);
    const holed = later.map((entry, n) => (n === 3 ? (bare[3] ?? entry) : entry));
    expect(checkChain(holed, { version: later.length, own: later.at(-1)?.chain?.own }, hash)).toContainEqual({
      version: 4,
      fault: 'unchained',
    });
  });

  test('Z4 the same value has the same text, in whatever order it was stored', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(JSON.parse(JSON.stringify(value)))).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(canonical({ b: 1, a: { d: undefined, c: [2] } })).toBe('{"a":{"c":[2]},"b":1}');
  });

  test('Z4 no text of anybody’s is a formula in the exported table, nor more than one cell', () => {
    for (const text of [...naughtyStrings, '=1+1', ' @SUM(A1)', '＝1', '\t-2', '+a', '"x"']) {
      const made = cell(text);
      expect(made).toMatch(/^"(?:[^"\r\n]|"")*"$/);
      expect(made.slice(1).normalize('NFKC')).not.toMatch(/^\s*[=+\-@]/);
    }
  });
});
