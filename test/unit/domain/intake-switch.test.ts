import { describe, expect, test } from '@jest/globals';
import { intakeProcess, newIntake, type IntakeAsked, type IntakeState } from '#products/rehearsal/domain/intake-switch/process.ts';
import { fold } from '#kernel/process.ts';

function play(
  asked: readonly IntakeAsked[],
  from: IntakeState = newIntake,
): { state: IntakeState; entries: { version: number; facts: { fact: string }[] }[] } {
  const entries: { version: number; facts: { fact: string }[] }[] = [];
  let state = from;
  asked.forEach((one, n) => {
    const decision = intakeProcess.decide(state, { id: `${n}`, at: n, by: { kind: 'system', part: 'test' }, ...one }, undefined);
    if ('refused' in decision || decision.facts.length === 0) return;
    state = { ...decision.state, version: state.version + 1 };
    entries.push({ version: state.version, facts: decision.facts });
  });
  return { state, entries };
}

const closes = { command: 'close_intake', operator: 'grace', why: 'moving' } as const;
const opens = { command: 'open_intake', operator: 'alan' } as const;

describe('I15 the intake is a process', () => {
  test('I15 Z1 who opened and closed it, and why, is its timeline; the same again is no news, and another reason is', () => {
    const { state, entries } = play([closes, closes, { ...closes, why: 'still moving' }, opens, opens, closes]);
    expect(entries.map(({ facts }) => facts.map(({ fact }) => fact))).toEqual([
      ['intake_known', 'intake_closed'],
      ['intake_closed'],
      ['intake_opened'],
      ['intake_closed'],
    ]);
    expect(state).toEqual({ id: 'intake', version: 4, switched: { open: false, why: 'moving', by: 'grace', since: 5 } });
    expect(fold(intakeProcess, entries as never)).toEqual(state);
  });

  test('Z5 one that was switched before there was a timeline begins it where it stands', () => {
    const stored: IntakeState = { id: 'intake', version: 0, switched: { open: false, why: 'moving', by: 'grace', since: 1 } };
    expect(play([closes], stored).entries).toEqual([]);
    const { state, entries } = play([opens], stored);
    expect(state.switched).toEqual({ open: true, why: '', by: 'alan', since: 0 });
    expect(fold(intakeProcess, entries as never)).toEqual(state);
  });
});
