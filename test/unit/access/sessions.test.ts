import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountFacts, type AccountFact } from '#contexts/access/domain/account/facts.ts';
import { accountProcess, type AccountAsked, type AccountCommand } from '#contexts/access/domain/account/process.ts';
import { accountSchema } from '#contexts/access/domain/account/schema.ts';
import { isOpen } from '#contexts/access/domain/account/session.ts';
import { newAccount, type AccountState } from '#contexts/access/domain/account/state.ts';
import { sessionIn, sessionText } from '#contexts/access/domain/account/text.ts';
import { fold } from '#kernel/process.ts';
import { signInRules as rules } from '#test/support/sign-in.ts';

const MINUTE = 60_000;
const START = 1_800_000_000_000;
const verifier = 'v'.repeat(64);

/** One account, as commands move it on. */
function account() {
  const entries: { version: number; facts: AccountFact[] }[] = [];
  let state: AccountState = newAccount('grace');
  const does = (asked: AccountAsked, at = START): string | undefined => {
    const command: AccountCommand = { id: `c${entries.length}`, at, by: { kind: 'person', id: 'grace' }, ...asked };
    const decided = accountProcess.decide(state, command, {});
    if ('refused' in decided) return decided.refused.code;
    if (decided.facts.length === 0) return undefined;
    state = { ...decided.state, version: state.version + 1 };
    entries.push({ version: state.version, facts: decided.facts });
    return undefined;
  };
  return { does, entries, state: () => state };
}

const session = (hash: string, follows?: number) => ({
  hash,
  way: 'mail',
  from: 'Firefox on Linux',
  rules,
  ...(follows === undefined ? {} : { follows }),
});
const ask = (id: string) => ({ command: 'ask_sign_in', ask: id, verifier, rules }) as const;
const enters = (id: string, over: Partial<{ verifier: string; hash: string }> = {}) =>
  ({ command: 'sign_in_by_mail', ask: id, verifier: over.verifier ?? verifier, session: session(over.hash ?? `h-${id}`) }) as const;

describe('sessions of one person', () => {
  test('W3 three mails in fifteen minutes, and the next one when the first of them is that old', () => {
    const { does } = account();
    expect([does(ask('a')), does(ask('b'), START + MINUTE), does(ask('c'), START + 2 * MINUTE)]).toEqual([undefined, undefined, undefined]);
    expect(does(ask('d'), START + 15 * MINUTE - 1)).toBe('too_often');
    expect(does(ask('d'), START + 15 * MINUTE)).toBeUndefined();
  });

  test('W3 a link signs in once, for fifteen minutes, and only the browser that asked', () => {
    const { does, state } = account();
    does(ask('a'));
    expect(does(enters('a', { verifier: 'w'.repeat(64) }))).toBe('not_asked');
    expect(does(enters('b'))).toBe('not_asked');
    expect(does(enters('a'), START + 15 * MINUTE)).toBe('not_asked');
    expect(does(enters('a'), START + 15 * MINUTE - 1)).toBeUndefined();
    expect(does(enters('a', { hash: 'again' }), START + 15 * MINUTE - 1)).toBe('not_asked');
    expect(state().sessions.map(({ number, hash }) => [number, hash])).toEqual([[1, 'h-a']]);
  });

  test('W3 five wrong codes end a sign-in, and each is on the record; those of another browser do not count', () => {
    const { does, state, entries } = account();
    does(ask('a'));
    expect(does({ command: 'note_wrong_code', ask: 'a', verifier: 'w' })).toBe('not_asked');
    for (let n = 0; n < 5; n += 1) does({ command: 'note_wrong_code', ask: 'a', verifier });
    expect(does({ command: 'note_wrong_code', ask: 'a', verifier })).toBe('not_asked');
    expect(does(enters('a'))).toBe('not_asked');
    expect(state().failed).toEqual({ count: 5, last: START });
    expect(entries.flatMap(({ facts }) => facts).filter(({ fact }) => fact === 'sign_in_failed')).toHaveLength(5);
  });

  test('W3 signing in again ends the session before it in the same browser, and only that one; forms live on', () => {
    const { does, state } = account();
    does({ command: 'sign_in', session: session('one') });
    does({ command: 'sign_in', session: session('two') });
    does({ command: 'sign_in', session: session('three', 1) }, START + MINUTE);
    expect(state().sessions.map(({ number, family, ended }) => [number, family, ended?.why])).toEqual([
      [1, 1, 'renewed'],
      [2, 2, undefined],
      [3, 1, undefined],
    ]);
  });

  test('W3 one session too many ends the oldest; the clock ends each', () => {
    const { does, state } = account();
    for (let n = 1; n <= rules.most + 1; n += 1) does({ command: 'sign_in', session: session(`h${n}`) }, START + n);
    expect(state().sessions.filter(({ ended }) => ended === undefined)).toHaveLength(rules.most);
    expect(state().sessions[0]?.ended?.why).toBe('too_many');
    does({ command: 'expire_sessions' }, START + rules.absolute + 5);
    expect(state().sessions.filter((one) => isOpen(one, START + rules.absolute + 5))).toHaveLength(rules.most - 4);
    expect(state().sessions.filter(({ ended }) => ended?.why === 'expired')).toHaveLength(4);
  });

  test('W3 one or all others are ended; of one that never was, it is said', () => {
    const { does, state } = account();
    for (const hash of ['a', 'b', 'c']) does({ command: 'sign_in', session: session(hash) });
    expect(does({ command: 'end_session', number: 9, why: 'ended', named: 'ada' })).toBe('unknown');
    does({ command: 'end_session', number: 1, why: 'ended', named: 'ada' });
    does({ command: 'end_session', number: 1, why: 'ended', named: 'ada' });
    does({ command: 'end_sessions', but: 3, named: 'grace' });
    expect(state().sessions.map(({ ended }) => ended?.by)).toEqual(['ada', 'grace', undefined]);
  });

  test('Z1 W3 whatever is asked in whatever order: the state is the fold of its facts, has its shape, and never more sessions than allowed', () => {
    const number = fc.integer({ min: 1, max: 15 });
    const id = fc.constantFrom('a', 'b', 'c');
    const asked: fc.Arbitrary<AccountAsked> = fc.oneof(
      id.map(ask),
      fc.tuple(id, fc.string()).map(([one, hash]) => enters(one, { hash })),
      id.map((one) => ({ command: 'note_wrong_code', ask: one, verifier }) as const),
      fc
        .tuple(fc.string(), fc.option(number, { nil: undefined }))
        .map(([hash, follows]) => ({ command: 'sign_in', session: session(hash, follows) }) as const),
      number.map((one) => ({ command: 'end_session', number: one, why: 'ended', named: 'ada' }) as const),
      fc
        .option(number, { nil: undefined })
        .map((but) => ({ command: 'end_sessions', named: 'ada', ...(but === undefined ? {} : { but }) }) as const),
      fc.constant({ command: 'expire_sessions' } as const),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(asked, fc.integer({ min: 0, max: rules.absolute / 10 })), { maxLength: 60 }), (steps) => {
        const { does, entries, state } = account();
        let at = START;
        for (const [one, passes] of steps) does(one, (at += passes));
        if (entries.length === 0) return;
        expect(fold({ begin: accountProcess.begin, facts: accountFacts }, entries)).toEqual(state());
        expect(accountSchema.safeParse(state()).success).toBe(true);
        expect(state().sessions.filter(({ ended }) => ended === undefined).length).toBeLessThanOrEqual(rules.most);
      }),
      { numRuns: 200 },
    );
  });
});

test('W3 what a browser carries is read as it was written, and nothing else is', () => {
  const key = { account: 'grace', number: 12, secret: 'S'.repeat(43) };
  for (const one of [key, { ...key, account: 'operator.local' }]) expect(sessionIn(sessionText(one))).toEqual(one);
  for (const bad of [
    '',
    's.grace.12',
    `s.Grace.1.${key.secret}`,
    `s.grace.0.${key.secret}`,
    `s.grace.1.${key.secret}x`,
    `s...1.${key.secret}`,
    `s.client.x.1.${key.secret}`,
    `s.operator.operator.x.1.${key.secret}`,
    `s.__proto__.1.${key.secret}`,
  ])
    expect(sessionIn(bad)).toBeUndefined();
  fc.assert(fc.property(fc.string(), (text) => sessionIn(text) === undefined));
});
