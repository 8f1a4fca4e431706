import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tokenFacts } from '#contexts/access/domain/token/facts.ts';
import { tokenProcess, type TokenAsked, type TokenCommand } from '#contexts/access/domain/token/process.ts';
import { tokensSchema } from '#contexts/access/domain/token/schema.ts';
import { holderNamed, isValid, newTokens, tokenId, tokenNamed, type TokensState } from '#contexts/access/domain/token/state.ts';
import { tokenIn } from '#contexts/access/domain/token/text.ts';
import { evolveBy } from '#kernel/process.ts';

const OURS = `rehearsal_${'a'.repeat(43)}`;
const HOUR = 3_600_000;

const asked: fc.Arbitrary<{ asked: TokenAsked; after: number }> = fc.record({
  after: fc.nat(3 * HOUR),
  asked: fc.oneof(
    fc.record({
      command: fc.constant('make_token' as const),
      hash: fc.constant(''),
      label: fc.constant('one'),
      backends: fc.constant(['local']),
      lasts: fc.option(fc.integer({ min: 1, max: 5 * HOUR }), { nil: undefined }),
      operator: fc.constant('grace'),
    }),
    fc.record({
      command: fc.constant('rotate_token' as const),
      hash: fc.constant(''),
      oldLasts: fc.option(fc.integer({ min: 1, max: 5 * HOUR }), { nil: undefined }),
      operator: fc.constant('grace'),
    }),
    fc.record({ command: fc.constant('revoke_token' as const), number: fc.integer({ min: 1, max: 12 }), operator: fc.constant('grace') }),
    fc.constant({ command: 'expire_tokens' as const }),
  ),
}) as fc.Arbitrary<{ asked: TokenAsked; after: number }>;

function decided(state: TokensState, command: TokenCommand): ReturnType<typeof tokenProcess.decide> {
  return tokenProcess.decide(state, command, undefined);
}

test('B10 whatever is asked, at most two tokens of a holder are valid, one that ended never opens again, and none is refused that may be', () => {
  const evolve = evolveBy(tokenFacts);
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 40 }), (all) => {
      let [state, at] = [newTokens({ kind: 'agent', name: 'local' }), 1_800_000_000_000];
      let told = state;
      const gone = new Set<number>();
      for (const [n, { asked: one, after }] of all.entries()) {
        at += after;
        const before = state.tokens.filter((token) => isValid(token, at));
        const command = { id: `c${n}`, at, by: { kind: 'system', part: 'operators' }, ...one, ...('hash' in one ? { hash: `h${n}` } : {}) };
        const decision = decided(state, command as TokenCommand);
        if ('refused' in decision) {
          expect(decision.refused.code).toBe(
            one.command === 'revoke_token' ? 'unknown' : before.length === 0 ? 'none_valid' : before.length === 2 ? 'two_valid' : 'never',
          );
          continue;
        }
        for (const fact of decision.facts) told = fact.fact === 'tokens_known' ? fact.state : evolve(told, fact);
        state = { ...decision.state, version: state.version + (decision.facts.length > 0 ? 1 : 0) };
        told = { ...told, version: state.version };
        expect(told).toEqual(state);
        expect(tokensSchema.safeParse(state).success).toBe(true);
        const valid = state.tokens.filter((token) => isValid(token, at));
        expect(valid.length).toBeLessThanOrEqual(2);
        expect(valid.filter(({ number }) => gone.has(number))).toEqual([]);
        for (const token of state.tokens) if (!isValid(token, at)) gone.add(token.number);
        expect(state.tokens.length).toBeLessThanOrEqual(10);
      }
    }),
  );
});

test('B10 a third is refused, and says which two there are', () => {
  const make = { command: 'make_token' as const, label: 'agent of local', backends: ['local'], operator: 'grace' };
  let state = newTokens({ kind: 'agent', name: 'local' });
  for (const n of [1, 2]) {
    const done = decided(state, { id: `c${n}`, at: n, by: { kind: 'system', part: 'operators' } as const, ...make, hash: `h${n}` });
    if ('refused' in done) throw new Error(done.refused.message);
    state = { ...done.state, version: n };
  }
  expect(decided(state, { id: 'c3', at: 3, by: { kind: 'system', part: 'operators' } as const, ...make, hash: 'h3' })).toEqual({
    refused: {
      code: 'two_valid',
      message:
        'two tokens of agent.local are valid: agent.local.1 (agent of local, of 1970-01-01) and agent.local.2 (agent of local, of 1970-01-01). Revoke one of them first',
    },
  });
});

test.each([
  ['a bearer’s', `Bearer ${OURS}`, OURS],
  ['bare', OURS, OURS],
  ['none', undefined, undefined],
  ['empty', '', undefined],
  ['another scheme', `Basic ${OURS}`, undefined],
  ['two of them', `Bearer ${OURS} ${OURS}`, undefined],
  ['two, as a proxy joins headers', `Bearer ${OURS}, Bearer ${OURS}`, undefined],
  ['too short', OURS.slice(0, -1), undefined],
  ['too long', `${OURS}a`, undefined],
  ['a line break behind it', `${OURS}\n`, undefined],
  ['a space before it', ` ${OURS}`, undefined],
  ['two schemes', `Bearer Bearer ${OURS}`, undefined],
  ['of other letters', `rehearsal_${'é'.repeat(43)}`, undefined],
  ['a hundred thousand letters', 'a'.repeat(100_000), undefined],
])('P3 of a header that is %s, the token is found only where there is exactly one', (_what, header, expected) => {
  expect(tokenIn(header)).toBe(expected);
});

test('P3 no header that is no token makes it fail, and none names a holder that is none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tokenIn(`Bearer ${text}`) ?? text).toBe(text);
      const holder = holderNamed(text);
      expect(holder === undefined || text === `${holder.kind}.${holder.name}`).toBe(true);
      expect(tokenNamed(`${text}.0`)).toBeUndefined();
    }),
  );
  expect(tokenNamed('client.job-server.12')).toEqual({ holder: { kind: 'client', name: 'job-server' }, number: 12 });
  expect(tokenId(newTokens({ kind: 'client', name: 'job-server' }), { number: 12 })).toBe('client.job-server.12');
  for (const wrong of ['agent.', 'agent.a/b.1', 'people.ada.1', 'agent.local', 'agent.local.01', '__proto__.1'])
    expect(tokenNamed(wrong)).toBeUndefined();
});
