import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { askedTerms, fits, knownTerm, termsOf } from '#contexts/operations/domain/listing/filter.ts';
import { changedListings } from '#contexts/operations/domain/listing/listing.ts';
import { anyFilter, anyListings, listing } from '#test/support/listings.ts';

test('O6 what fits is found by each term that it is asked for by', () => {
  fc.assert(
    fc.property(anyListings, anyFilter, (all, filter) => {
      for (const one of all.filter((each) => fits(each, filter))) expect(termsOf(one)).toEqual(expect.arrayContaining(askedTerms(filter)));
    }),
  );
});

test('O6 letter case does not tell names and people apart, and a repository has its name in any case', () => {
  const one = listing({ people: ['AdaL', 'Ada Lovelace'] });
  expect(fits(one, { name: ' counttopicsJOB', person: 'adal' })).toBe(true);
  expect(fits(one, { person: 'Ada lovelace' })).toBe(true);
  expect(fits(one, { person: 'Ada' })).toBe(false);
  expect(termsOf(one)).toContain(knownTerm('Oppia/oppia', 'CountTopicsJob'));
  expect(termsOf(one)).not.toContain(knownTerm('Oppia/oppia', 'counttopicsjob'));
});

test('Z3 a listing has few terms, of a bounded length, whatever it is called, and a long name is found all the same', () => {
  const name = '💥'.repeat(500);
  const one = listing({ name, people: [name, name] });
  expect(termsOf(one).length).toBeLessThanOrEqual(8);
  for (const term of termsOf(one)) expect(Buffer.byteLength(term)).toBeLessThan(1_200);
  expect(termsOf(one)).toEqual(expect.arrayContaining(askedTerms({ name })));
  expect(fits(one, { name: `${name}!` })).toBe(false);
});

test('O6 only what stands otherwise is written, and an end stays what it was, but for a false alarm', () => {
  const was = listing({ state: 'executing', startedAt: 2 });
  expect(changedListings([was], [was, listing({ id: 'other' })]).map(({ id }) => id)).toEqual(['other']);
  expect(changedListings([was], [{ ...was, people: ['grace'], commit: 'c' }])).toEqual([]);
  for (const changed of [{ state: 'done' as const }, { startedAt: 3 }, { endedAt: 3 }, { attempts: 2 }, { outcome: 'unclear' }])
    expect(changedListings([was], [{ ...was, ...changed }])).toHaveLength(1);
  const ended = (state: 'done' | 'failed' | 'cancelled') => listing({ state, endedAt: 3 });
  expect(changedListings([ended('done')], [ended('failed')])).toEqual([]);
  expect(changedListings([ended('cancelled')], [ended('done')])).toEqual([]);
  expect(changedListings([ended('failed')], [ended('done')])).toHaveLength(1);
  expect(changedListings([ended('done')], [{ ...ended('done'), outcome: 'failed' }])).toHaveLength(1);
});
