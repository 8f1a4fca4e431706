import { expect, test } from '@jest/globals';
import { fold, type Evolvers } from '#kernel/process.ts';

interface Counter {
  version: number;
  count: number;
}
type Fact = { fact: 'began' } | { fact: 'added'; by: number };

const begin = (fact: Fact): Counter | undefined => (fact.fact === 'began' ? { version: 0, count: 0 } : undefined);
const facts: Evolvers<Counter, Fact> = {
  began: { evolve: (state) => state },
  added: { evolve: (state, { by }) => ({ ...state, count: state.count + by }) },
};

test('Z5 a fact of an older program is read as what it is today, and stays as it was written', () => {
  const written = [
    { version: 1, facts: [{ fact: 'began' }, { fact: 'added_twice', each: 2 }] },
    { version: 2, facts: [{ fact: 'added', by: 3 }, { fact: 'noted' }] },
  ];
  const entries = written as unknown as { version: number; facts: Fact[] }[];
  const upcast = {
    added_twice: ({ each }: Readonly<Record<string, unknown>>): Fact[] => [
      { fact: 'added', by: Number(each) },
      { fact: 'added', by: Number(each) },
    ],
    noted: (): Fact[] => [],
  };
  const before = structuredClone(written);
  expect(fold({ begin, facts, upcast }, entries)).toEqual({ version: 2, count: 7 });
  expect(written).toEqual(before);
  expect(() => fold({ begin, facts }, entries)).toThrow('there is no fact added_twice');
});
