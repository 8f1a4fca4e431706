import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluateGates } from '#contexts/gates/domain/evaluate-gates.ts';
import type { Gate, GateName, Waiver } from '#contexts/gates/domain/gates.ts';
import type { GateEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { coversAll, each, hindrances, hindrancesOf, printOf } from '#contexts/gates/domain/hindrances.ts';
import { sampleRules, sampleSubmission } from '#test/support/sample-request.ts';
import type { Hindrance } from '#contexts/gates/domain/hindrance.ts';
import { isOpenGate, notWaivable } from '#contexts/gates/domain/open-gates.ts';

const away = { state: 'unreachable' } as const;
const quiet: GateEvidence = {
  head: { state: 'open' },
  checks: { state: 'read', checks: [{ name: 'ci', app: 1, state: 'green' }], required: [], labels: [] },
  reviews: { state: 'read', approvedBy: ['kim'], changesRequestedBy: [], awaited: [], approvalsWanted: 0 },
  authors: { state: 'read', logins: ['ada'], addresses: [] },
  files: { state: 'cannot_tell', why: 'not asked' },
  evidence: [],
};

function gateOf(name: GateName, seen: Partial<GateEvidence>): Gate {
  const found = evaluateGates(sampleSubmission(), { ...quiet, ...seen }, sampleRules).find(({ gate }) => gate === name);
  if (found === undefined) throw new Error(`no gate ${name}`);
  return found;
}

function waiverOf(gate: Gate): Waiver {
  return { gate: gate.gate, reason: 'r', by: 'grace', at: 1, headSha: 'a', covers: hindrancesOf(gate) };
}

const checks = (...all: [string, 'red' | 'pending' | 'green' | 'held'][]): Partial<GateEvidence> => ({
  checks: { state: 'read', checks: all.map(([name, state]) => ({ name, app: 1, state })), required: [{ name: 'must' }], labels: [] },
});
const reviews = (over: Partial<Extract<GateEvidence['reviews'], { state: 'read' }>>): Partial<GateEvidence> => ({
  reviews: { state: 'read', approvedBy: [], changesRequestedBy: [], awaited: [], approvalsWanted: 0, ...over },
});

describe('what a waiver covers', () => {
  test.each<[string, GateName, Partial<GateEvidence>, Partial<GateEvidence>, boolean]>([
    ['the very same', 'checks', checks(['a', 'red'], ['must', 'green']), checks(['a', 'red'], ['must', 'green']), false],
    [
      'the red check that runs again',
      'checks',
      checks(['a', 'red'], ['must', 'green']),
      checks(['a', 'pending'], ['must', 'green']),
      false,
    ],
    ['one of two red ones that is left', 'checks', checks(['a', 'red'], ['b', 'red']), checks(['a', 'red'], ['b', 'green']), false],
    ['another red check', 'checks', checks(['a', 'red'], ['must', 'green']), checks(['a', 'red'], ['b', 'red'], ['must', 'green']), true],
    [
      'a red check in place of the waived one',
      'checks',
      checks(['a', 'red'], ['must', 'green']),
      checks(['b', 'red'], ['must', 'green']),
      true,
    ],
    [
      'a check that ran, and is red now',
      'checks',
      checks(['a', 'pending'], ['must', 'green']),
      checks(['a', 'red'], ['must', 'green']),
      true,
    ],
    ['a required check that has come, and is red', 'checks', checks(['a', 'green']), checks(['a', 'green'], ['must', 'red']), true],
    ['a required check that has come, and runs', 'checks', checks(['a', 'green']), checks(['a', 'green'], ['must', 'pending']), false],
    ['a silent reviewer who objects now', 'reviewers', reviews({ awaited: ['kim'] }), reviews({ changesRequestedBy: ['kim'] }), true],
    ['an objection that was taken back', 'reviewers', reviews({ changesRequestedBy: ['kim'] }), reviews({ awaited: ['kim'] }), false],
    ['another silent reviewer', 'reviewers', reviews({ awaited: ['kim'] }), reviews({ awaited: ['kim', 'lee'] }), true],
    [
      'who stood behind the objection, and was shown',
      'reviewers',
      reviews({ awaited: ['lee'], changesRequestedBy: ['kim'] }),
      reviews({ awaited: ['lee'] }),
      false,
    ],
    [
      'fewer approvals that are missing',
      'reviewers',
      reviews({ approvalsWanted: 2 }),
      reviews({ approvalsWanted: 2, approvedBy: ['kim'] }),
      false,
    ],
    ['more approvals that are missing', 'reviewers', reviews({ approvalsWanted: 1 }), reviews({ approvalsWanted: 2 }), true],
    ['a draft that is closed now', 'pull_request', { head: { state: 'draft' } }, { head: { state: 'closed' } }, true],
    ['a host that is there again, and says red', 'checks', { checks: away }, checks(['a', 'red'], ['must', 'green']), true],
  ])('G7 %s', (_case, gate, then, now, isOpen) => {
    const waived = gateOf(gate, then);
    expect(isOpenGate(waived, [waiverOf(waived)])).toBe(false);
    expect(isOpenGate(gateOf(gate, now), [waiverOf(waived)])).toBe(isOpen);
  });

  test('G7 each gate that does not pass names all that it is kept by', () => {
    const seen: GateEvidence = {
      ...quiet,
      ...checks(['a', 'red'], ['b', 'held'], ['c', 'pending']),
      head: { state: 'closed' },
      evidence: [{ step: 's', requestId: 'r', found: false }],
    };
    for (const gate of evaluateGates(sampleSubmission(), seen, sampleRules))
      expect([gate.gate, hindrancesOf(gate).length > 0]).toEqual([gate.gate, gate.state === 'failed' || gate.state === 'pending']);
    expect(gateOf('checks', seen).hindrances?.map(({ what, name }) => `${what} ${name}`)).toEqual([
      'absent must',
      'held b',
      'red a',
      'running c',
    ]);
  });

  test('G7 G11 nobody waives what there is no commit of, nor whose authors nobody knows; every other gate can be', () => {
    expect(notWaivable(gateOf('pull_request', { head: { state: 'missing' } }))).toContain('nothing can be deployed');
    expect(notWaivable(gateOf('checks', { head: { state: 'missing' } }))).toContain('no commit');
    expect(notWaivable(gateOf('pull_request', { head: away }))).toContain('no author decides');
    expect(notWaivable(gateOf('pull_request', { authors: away }))).toContain('no author decides');
    for (const state of ['draft', 'closed', 'merged'] as const)
      expect(notWaivable(gateOf('pull_request', { head: { state } }))).toBeUndefined();
    expect(notWaivable(gateOf('checks', { checks: away }))).toBeUndefined();
  });

  test('G7 a waiver of an earlier version was of the audit, and covers that alone', () => {
    const old = (gate: GateName): Waiver => ({ gate, reason: 'r', by: 'grace', at: 1 });
    const failed = (gate: GateName): Gate => ({ gate, state: 'failed', why: 'It failed.' });
    expect(isOpenGate(failed('audit'), [old('audit')])).toBe(false);
    expect(isOpenGate(failed('checks'), [old('checks')])).toBe(true);
    expect(isOpenGate(failed('audit'), [{ ...old('audit'), ended: 'push' }])).toBe(true);
  });

  const some = fc.array(
    fc.record({ what: fc.constantFrom('red', 'running', 'review', 'changes', 'problem'), name: fc.string({ maxLength: 3 }) }),
    {
      maxLength: 12,
    },
  ) as fc.Arbitrary<Hindrance[]>;

  test('G7 whatever is waived covers itself and any part of it, and nothing with another name', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.boolean()), (list, coins) => {
        const known = hindrances(list);
        expect(coversAll(known, known)).toBe(true);
        expect(
          coversAll(
            known,
            known.filter(() => coins.next().value === true),
          ),
        ).toBe(true);
        expect(coversAll(known, [...known, { what: 'running', name: 'long name' }])).toBe(false);
        expect(printOf(hindrances([...known].toReversed()))).toBe(printOf(known));
      }),
    );
  });

  test('Z3 G7 of very many the rest is told apart as a whole, and stays a small document', () => {
    const many = (last: string): Hindrance[] =>
      hindrances(each('red', [...Array.from({ length: 5_000 }, (_, n) => `check ${n} ${'x'.repeat(500)}`), last]));
    const known = many('zz one');
    expect(JSON.stringify(known).length).toBeLessThan(30_000);
    expect(coversAll(known, many('zz one'))).toBe(true);
    expect(coversAll(known, many('zz two'))).toBe(false);
  });
});
