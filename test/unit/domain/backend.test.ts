import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backendProcess, type BackendCommand } from '#contexts/backends/domain/process.ts';
import { newBackend, whyBlocked, type BackendState } from '#contexts/backends/domain/state.ts';
import { fold } from '#kernel/process.ts';

type Asked = BackendCommand extends infer C ? (C extends BackendCommand ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

/** A backend and its timeline. */
function open(slug = 'local'): {
  state: BackendState;
  entries: { version: number; facts: unknown[] }[];
  does: (asked: Asked, at?: number) => string | undefined;
} {
  const self = {
    state: newBackend(slug),
    entries: [] as { version: number; facts: never[] }[],
    does(asked: Asked, at = 1): string | undefined {
      const by = { kind: 'system', part: 'test' } as const;
      const decision = backendProcess.decide(self.state, { id: 'x', at, by, ...asked }, undefined);
      if ('refused' in decision) return decision.refused.code;
      if (decision.facts.length === 0) return undefined;
      const version = self.state.version + 1;
      self.state = { ...decision.state, version };
      self.entries.push({ version, facts: decision.facts as never[] });
      return undefined;
    },
  };
  return self;
}

const paused = { command: 'raise_flag', flag: 'pause', operator: 'olga', why: 'reboot' } as const;
const resumed = { command: 'lower_flag', flag: 'pause', operator: 'olga' } as const;

describe('B1 a backend is a process', () => {
  test('Q3 one holder at a time, and each lease has a greater number', () => {
    const backend = open();
    backend.does({ command: 'pass_on', to: 'r1' }, 5);
    expect(backend.state.lease).toEqual({ requestId: 'r1', fencing: 1, grantedAt: 5 });
    backend.does({ command: 'pass_on', to: 'r2' }, 7);
    expect(backend.state.lease).toEqual({ requestId: 'r2', fencing: 2, grantedAt: 7 });
    const [granted] = backend.entries[0]?.facts.slice(-1) ?? [];
    expect(() => backendProcess.facts.lease_granted.evolve(backend.state, granted as never)).toThrow('leased already');
  });

  test('Q3 who comes from another backend gets a number that they have not had there', () => {
    const backend = open();
    backend.does({ command: 'pass_on', to: 'r1', after: 7 }, 5);
    expect(backend.state.lease).toMatchObject({ requestId: 'r1', fencing: 8 });
    backend.does({ command: 'pass_on', to: 'r2', after: 3 }, 7);
    expect(backend.state.lease).toMatchObject({ requestId: 'r2', fencing: 9 });
  });

  test('C7 a lease that ends leaves how long it took; one whose end nobody knows leaves nothing', () => {
    const backend = open();
    backend.does({ command: 'pass_on', to: 'r1' }, 1000);
    backend.does({ command: 'pass_on', endedAt: 1025 }, 2000);
    expect(backend.state.turns).toEqual([{ endedAt: 1025, took: 25 }]);
    backend.does({ command: 'pass_on', to: 'r2' }, 3000);
    backend.does({ command: 'pass_on' }, 4000);
    expect(backend.state).toMatchObject({ fencing: 2, turns: [{ endedAt: 1025, took: 25 }] });
    expect(backend.state.lease).toBeUndefined();
  });

  test('B2 while it is paused nobody gets it, whoever had it gives it back, and the same pause again is no news', () => {
    const backend = open();
    backend.does({ command: 'pass_on', to: 'r1' });
    backend.does(paused, 9);
    const { version } = backend.state;
    backend.does(paused, 10);
    expect(backend.state.version).toBe(version);
    expect(whyBlocked(backend.state)).toEqual({ flag: 'pause', label: 'paused', since: 9, by: 'olga', why: 'reboot' });
    expect(backend.does({ command: 'pass_on', to: 'r2' })).toBe('blocked');
    expect(backend.does({ command: 'pass_on' })).toBeUndefined();
    expect(backend.state.lease).toBeUndefined();
    backend.does(resumed);
    expect(backend.does({ command: 'pass_on', to: 'r2' })).toBeUndefined();
    expect(backend.state).toMatchObject({ fencing: 2, flags: {} });
  });

  test('B2 another reason for a pause does not make it begin anew: both reasons are on the timeline', () => {
    const backend = open();
    backend.does(paused, 9);
    backend.does({ ...paused, operator: 'fay', why: 'new disks' }, 20);
    expect(backend.state.flags.pause).toEqual({ since: 9, by: 'fay', why: 'new disks' });
    expect(JSON.stringify(backend.entries)).toMatch(/reboot.*new disks/);
    backend.does(resumed, 30);
    backend.does(paused, 40);
    expect(backend.state.flags.pause).toEqual({ since: 40, by: 'olga', why: 'reboot' });
  });

  test('B2 the queue is taken up again by an effect of the backend', () => {
    const state = { ...newBackend('local'), version: 3 };
    const commit = { before: state, after: state, rules: undefined, at: 1 };
    const facts = [{ fact: 'flag_lowered', flag: 'pause', by: 'olga' }] as const;
    expect(backendProcess.react({ ...commit, facts })).toEqual([{ effect: { kind: 'offer_turn', backend: 'local' } }]);
    expect(backendProcess.react({ ...commit, facts: [] })).toEqual([]);
  });

  test('Z1 state equals the fold of the timeline, whatever was done, and from whatever it began', () => {
    const asked = fc.oneof(
      fc.record({ command: fc.constant('pass_on' as const), to: fc.constantFrom('r1', 'r2') }),
      fc.record({ command: fc.constant('pass_on' as const), endedAt: fc.nat() }),
      fc.record({
        command: fc.constant('raise_flag' as const),
        flag: fc.constant('pause' as const),
        operator: fc.constant('olga'),
        why: fc.constantFrom('a', 'b'),
      }),
      fc.constant(resumed),
    );
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 20 }), fc.nat({ max: 9 }), (all, fencing) => {
        const backend = open();
        // As one that was known before it had a timeline.
        backend.state = { ...backend.state, fencing };
        for (const [at, one] of all.entries()) backend.does(one, at);
        expect(backend.entries.map(({ version }) => version)).toEqual(backend.entries.map((_entry, n) => n + 1));
        if (backend.entries.length > 0) expect(fold(backendProcess, backend.entries as never)).toEqual(backend.state);
      }),
    );
  });
});
