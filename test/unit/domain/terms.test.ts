import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { beginsWith, MOST_TERMS, searchedTerms, startOf, termsOf } from '#products/rehearsal/domain/terms.ts';
import { begin } from '#test/support/given-request.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

function terms(): string[] {
  const contributor = { name: 'Zoë Müller-Đặng', email: 'zoe@example.org', githubLogin: 'zoe-m' };
  const jobs = [sampleAsk({ name: 'MigrateV2TopicStructureJob' })];
  const change = { kind: 'pull_request', owner: 'oppia', repository: 'oppia-web', number: 18_406 } as const;
  return termsOf(begin({ submission: { contributor, jobs, change, targetRelease: '3.4.1', group: 'Big move' } }).state);
}

function finds(q: string): boolean {
  const wanted = searchedTerms(q);
  const has = (word: string): boolean => terms().includes(word) || (terms().includes(startOf(word)) && beginsWith(terms(), word));
  return wanted.length > 0 && wanted.every(has);
}

describe('W8 what a request is found by', () => {
  test.each([
    'MigrateV2TopicStructureJob',
    'migratev2topic',
    'topic structure',
    'STRUCT',
    'structur',
    '18406',
    '#18406',
    '184',
    'oppia/oppia-web#18406',
    'https://github.com/oppia/oppia-web/pull/18406/files',
    'zoe',
    'muller',
    'Müller',
    'zoe-m',
    'zoem',
    '3.4.1',
    'big move',
    'bigmove',
  ])('%s', (q) => expect(finds(q)).toBe(true));

  test.each(['structures', 'opic', 'zoe@example.org x', 'example', 'other', '', ' ', '###', '%', '*'])('not by %s', (q) =>
    expect(finds(q)).toBe(false),
  );

  test('I16 nothing of one whose address nobody has confirmed', () => {
    expect(termsOf(begin({ via: 'form' }).state)).toEqual([]);
  });

  test('W8 whatever is typed, a search is a few short words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (typed) => {
        const words = searchedTerms(typed);
        expect(words.length).toBeLessThanOrEqual(5);
        for (const word of words) expect([word.isWellFormed(), word.length > 0, word.length <= 40]).toEqual([true, true, true]);
      }),
    );
  });

  test('Z6 many jobs make no more terms than an index bears, and whole words come first', () => {
    const jobs = Array.from({ length: 20 }, (_, n) => sampleAsk({ name: `${'Very'.repeat(8)}Long${n}NameOfABatchJob`, step: `s${n}` }));
    const all = termsOf(begin({ submission: { jobs } }).state);
    expect(all.length).toBeLessThanOrEqual(MOST_TERMS);
    for (let n = 0; n < 20; n += 1) expect(all).toContain(`${'very'.repeat(8)}long${n}name`.slice(0, 40));
  });
});
