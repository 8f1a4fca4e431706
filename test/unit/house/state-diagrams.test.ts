import { expect, test } from '@jest/globals';
import { nextState, type TransitionTable } from '#kernel/transitions.ts';
import { diagramOf, withDiagrams } from '#infra/tools/state-diagrams/mermaid.ts';
import { isTransitionTable } from '#infra/tools/state-diagrams/table.ts';

const door: TransitionTable<'open' | 'shut' | 'gone', 'push' | 'pull' | 'kick' | 'burn'> = {
  open: { push: 'shut', burn: 'gone' },
  shut: { pull: 'open', kick: 'open', burn: 'gone' },
  gone: {},
};

test('a table tells the next state, and undefined for what is impossible', () => {
  expect([nextState(door, 'open', 'push'), nextState(door, 'open', 'pull'), nextState(door, 'gone', 'burn')]).toEqual([
    'shut',
    undefined,
    undefined,
  ]);
});

test('a table becomes a diagram: start, arrows with all their events, ends', () => {
  expect(diagramOf({ ...door })).toBe(
    [
      'stateDiagram-v2',
      '[*] --> open',
      'open --> shut: push',
      'open --> gone: burn',
      'shut --> open: pull, kick',
      'shut --> gone: burn',
      'gone --> [*]',
    ].join('\n  '),
  );
});

test('only the generated part of a README is replaced, and doing it again changes nothing', () => {
  const first = withDiagrams('# Door\n\nWhy doors.\n', [['doorTransitions', 'old']]);
  const second = withDiagrams(`${first}\nAfter.\n`, [['doorTransitions', 'new']]);
  expect(second).toMatch(/^# Door\n\nWhy doors\.\n\n<!--[^]*## Door transitions\n\n```mermaid\nnew\n```[^]*-->\n\nAfter\.\n$/);
  expect(second).not.toContain('old');
  expect(withDiagrams(second, [['doorTransitions', 'new']])).toBe(second);
});

test('a table that leads to a state without a row is no table', () => {
  expect(isTransitionTable(door)).toBe(true);
  for (const other of [undefined, {}, { open: { push: 'closed' } }, { open: 3 }, ['open']]) expect(isTransitionTable(other)).toBe(false);
});
