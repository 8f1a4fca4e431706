import { describe, expect, test } from '@jest/globals';
import { startDraft } from '#kernel/draft.ts';
import { decideBy, evolveBy, fold, type Deciders, type Evolvers } from '#kernel/process.ts';

interface Lamp {
  version: number;
  lit: boolean;
  changed: number;
}
type LampFact = { fact: 'hung' } | { fact: 'switched_on'; by: string } | { fact: 'switched_off' };
type LampCommand = { command: 'switch'; on: boolean; by: string } | { command: 'look' };

const facts: Evolvers<Lamp, LampFact> = {
  hung: {
    evolve: () => {
      throw new Error('hung begins a lamp');
    },
  },
  switched_on: { evolve: (lamp) => ({ ...lamp, lit: true, changed: lamp.changed + 1 }) },
  switched_off: { evolve: (lamp) => ({ ...lamp, lit: false, changed: lamp.changed + 1 }) },
};
const evolve = evolveBy(facts);
const begin = (fact: LampFact): Lamp | undefined => (fact.fact === 'hung' ? { version: 0, lit: false, changed: 0 } : undefined);

type Switching = ReturnType<typeof startDraft<Lamp, LampFact>>;
const deciders: Deciders<Switching, LampCommand, { refused: string }> = {
  switch: (draft, { on, by }) => {
    if (draft.state.lit === on) return { refused: 'it is so already' };
    draft.record(on ? { fact: 'switched_on', by } : { fact: 'switched_off' });
  },
  look: () => undefined,
};
const decide = decideBy(deciders);

describe('a process of any product', () => {
  test('Z1 the state is the fold of its entries, each one version', () => {
    const entries: { version: number; facts: LampFact[] }[] = [
      { version: 1, facts: [{ fact: 'hung' }, { fact: 'switched_on', by: 'ada' }] },
      { version: 2, facts: [{ fact: 'switched_off' }] },
    ];
    expect(fold({ begin, facts }, entries)).toEqual({ version: 2, lit: false, changed: 2 });
    expect(fold({ begin, facts }, [])).toBeUndefined();
  });

  test('Z1 what happened before it began makes no state of it', () => {
    expect(fold({ begin, facts }, [{ version: 1, facts: [{ fact: 'switched_off' }] }])).toBeUndefined();
  });

  test('Z1 a decision in the making sees each fact at once', () => {
    const draft = startDraft(evolve, { version: 1, lit: false, changed: 0 });
    expect(decide(draft, { command: 'switch', on: true, by: 'ada' })).toBeUndefined();
    expect(decide(draft, { command: 'switch', on: true, by: 'ben' })).toEqual({ refused: 'it is so already' });
    expect(decide(draft, { command: 'look' })).toBeUndefined();
    expect(draft.facts).toEqual([{ fact: 'switched_on', by: 'ada' }]);
    expect(draft.state).toEqual({ version: 1, lit: true, changed: 1 });
  });

  test.each(['exploded', 'constructor', '__proto__', 'toString'])(
    'Z5 a fact or command named %s that no table knows is an error, not nothing',
    (name) => {
      const lamp = { version: 1, lit: false, changed: 0 };
      expect(() => evolve(lamp, JSON.parse(JSON.stringify({ fact: name })) as LampFact)).toThrow(`there is no fact ${name}`);
      const draft = startDraft(evolve, lamp);
      expect(() => decide(draft, JSON.parse(JSON.stringify({ command: name })) as LampCommand)).toThrow(`there is no command ${name}`);
    },
  );
});
