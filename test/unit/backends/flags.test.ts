import { describe, expect, test } from '@jest/globals';
import { flagStatus, interrupted, interruptionOf, maintenanceStatus } from '#contexts/backends/domain/flags.ts';
import { backendProcess, type BackendCommand } from '#contexts/backends/domain/process.ts';
import { blocking, newBackend, type BackendState } from '#contexts/backends/domain/state.ts';
import { fold } from '#kernel/process.ts';

type Asked = BackendCommand extends infer C ? (C extends BackendCommand ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

/** A backend, its timeline, and what it asked for last. */
function open() {
  const self = {
    state: newBackend('local'),
    entries: [] as { version: number; facts: never[] }[],
    asked: [] as unknown[],
    does(asked: Asked, at: number): string | undefined {
      const before = self.state;
      const decision = backendProcess.decide(before, { id: 'x', at, by: { kind: 'system', part: 'test' }, ...asked }, undefined);
      if ('refused' in decision) return decision.refused.code;
      self.state = { ...decision.state, version: before.version + 1 };
      self.entries.push({ version: self.state.version, facts: decision.facts as never[] });
      const effects = backendProcess.react({ before, facts: decision.facts, after: self.state, rules: undefined, at });
      self.asked = effects.map(({ effect }) => effect.kind);
      expect(fold(backendProcess, self.entries)).toEqual(self.state);
      expect(backendProcess.schema.safeParse(self.state).success).toBe(true);
      return undefined;
    },
  };
  return self;
}

const raised = (flag: 'pause' | 'maintenance' | 'maintenance_detected', why = 'disks') =>
  ({ command: 'raise_flag', flag, operator: 'olga', why }) as const;
const lowered = (flag: 'pause' | 'maintenance' | 'maintenance_detected' | 'draining') =>
  ({ command: 'lower_flag', flag, operator: 'olga' }) as const;
const drained = (over: object = {}) => ({ command: 'drain', operator: 'olga', why: 'reboot', mode: 'stop', ...over }) as const;

describe('B1 B2 flags of a backend', () => {
  test('B2 what each blocks, and what it interrupts', () => {
    const backend = open();
    const seen = (state: BackendState) => [blocking(state, false).length > 0, blocking(state, true).length > 0, interrupted(state)];
    backend.does(raised('pause'), 1);
    expect(seen(backend.state)).toEqual([true, true, undefined]);
    backend.does(lowered('pause'), 2);
    backend.does(raised('maintenance'), 3);
    expect(seen(backend.state)).toEqual([false, true, 'database']);
    expect(interruptionOf(backend.state, true)).toMatchObject({
      flag: 'maintenance',
      reason: 'maintenance',
      why: 'disks',
      since: 3,
      by: 'olga',
    });
    expect(interruptionOf(backend.state, false)).toBeUndefined();
    backend.does(drained(), 4);
    expect(seen(backend.state)).toEqual([true, true, 'all']);
    expect(interruptionOf(backend.state, false)).toMatchObject({ flag: 'draining', reason: 'drain' });
  });

  test('B2 that something is to be stopped is asked for when more is than before, and whoever waits is asked when a flag comes down', () => {
    const backend = open();
    backend.does(raised('pause'), 1);
    expect(backend.asked).toEqual([]);
    backend.does(raised('maintenance'), 2);
    expect(backend.asked).toEqual(['heed_flags']);
    backend.does(raised('maintenance_detected'), 3);
    expect(backend.asked).toEqual([]);
    backend.does(raised('maintenance', 'new disks'), 4);
    expect(backend.asked).toEqual([]);
    backend.does(drained(), 5);
    expect(backend.asked).toEqual(['heed_flags']);
    backend.does(lowered('draining'), 6);
    expect(backend.asked).toEqual(['offer_turn']);
  });

  test('B1 the same value again does not move since; when it last changed is known either way, of one that never did nothing', () => {
    const backend = open();
    expect(flagStatus(backend.state, 'pause')).toEqual({ status: 'off' });
    backend.does(raised('pause'), 10);
    backend.does(raised('pause', 'other disks'), 20);
    expect(flagStatus(backend.state, 'pause')).toEqual({ status: 'on', since: 10 });
    backend.does(lowered('pause'), 30);
    expect(flagStatus(backend.state, 'pause')).toEqual({ status: 'off', since: 30 });
    backend.does(lowered('pause'), 40);
    expect(flagStatus(backend.state, 'pause')).toEqual({ status: 'off', since: 30 });
    backend.does(raised('pause'), 50);
    expect(flagStatus(backend.state, 'pause')).toEqual({ status: 'on', since: 50 });
  });

  test('B1 maintenance: manual and detected are kept apart, either counts, and manual is what is told while it stands', () => {
    const backend = open();
    expect(maintenanceStatus(backend.state)).toEqual({ status: 'off' });
    backend.does(raised('maintenance_detected'), 1);
    expect(maintenanceStatus(backend.state)).toEqual({ status: 'on', since: 1, type: 'scheduled' });
    backend.does(raised('maintenance'), 2);
    expect(maintenanceStatus(backend.state)).toEqual({ status: 'on', since: 2, type: 'manual' });
    backend.does(lowered('maintenance_detected'), 3);
    expect(maintenanceStatus(backend.state)).toEqual({ status: 'on', since: 2, type: 'manual' });
    expect(interrupted(backend.state)).toBe('database');
    backend.does(lowered('maintenance'), 4);
    expect(maintenanceStatus(backend.state)).toEqual({ status: 'off', since: 4 });
  });

  test('B1 a flag that was lowered before that was kept: its timeline is still its state, and nothing is known of when', () => {
    const entries = [
      { version: 1, facts: [{ fact: 'backend_known', state: newBackend('local') }] },
      { version: 2, facts: [{ fact: 'flag_raised', flag: 'pause', raised: { since: 1, by: 'olga', why: 'disks' } }] },
      { version: 3, facts: [{ fact: 'flag_lowered', flag: 'pause', by: 'olga' }] },
    ];
    const state = fold(backendProcess, entries as never);
    expect(state).toEqual({ slug: 'local', version: 3, fencing: 0, flags: {} });
    expect(state && flagStatus(state, 'pause')).toEqual({ status: 'off' });
  });
});

describe('B2 a drain', () => {
  test('B2 one that stops raises its flag and has all interrupted; one that waits interrupts nothing before its deadline', () => {
    const backend = open();
    backend.does(drained({ mode: 'wait', deadline: 100 }), 1);
    expect(backend.state).toMatchObject({
      flags: { draining: { since: 1, by: 'olga', why: 'reboot', waits: true } },
      drain: { mode: 'wait', deadline: 100 },
    });
    expect([interrupted(backend.state), backend.asked]).toEqual([undefined, ['heed_flags']]);
    backend.does({ command: 'hold_to_deadline' }, 99);
    expect(interrupted(backend.state)).toBeUndefined();
    backend.does({ command: 'hold_to_deadline' }, 100);
    expect([interrupted(backend.state), backend.asked]).toEqual(['all', ['heed_flags']]);
    expect(backend.state.drain).toEqual({ mode: 'wait', deadline: 100, overdueAt: 100 });
    const { version } = backend.state;
    backend.does({ command: 'hold_to_deadline' }, 200);
    expect(backend.state.drain?.overdueAt).toBe(100);
    expect(backend.state.version).toBe(version + 1);
  });

  test('B2 a deadline that is over already is refused', () => {
    expect(open().does(drained({ deadline: 5 }), 5)).toBe('too_late');
  });

  test('B2 asked for again it goes on with what is asked for now: since stays, and the new deadline counts', () => {
    const backend = open();
    backend.does(drained({ mode: 'wait', deadline: 10 }), 1);
    backend.does({ command: 'hold_to_deadline' }, 10);
    backend.does(drained({ mode: 'wait', deadline: 50, resumesAtReturn: true }), 20);
    expect(backend.state).toMatchObject({
      flags: { draining: { since: 1, waits: true } },
      drain: { mode: 'wait', deadline: 50, resumesAtReturn: true },
    });
    expect(backend.state.drain?.overdueAt).toBeUndefined();
    backend.does(drained(), 30);
    expect([interrupted(backend.state), backend.asked]).toEqual(['all', ['heed_flags']]);
  });

  test('B2 it is never ready while somebody has the backend, and said once; what was ready stays so', () => {
    const backend = open();
    backend.does({ command: 'pass_on', to: 'rq1' }, 1);
    backend.does(drained(), 2);
    expect(backend.does({ command: 'say_ready' }, 3)).toBe('not_ready');
    backend.does({ command: 'pass_on' }, 4);
    backend.does({ command: 'say_ready' }, 5);
    backend.does({ command: 'say_ready' }, 6);
    expect(backend.state.drain).toEqual({ mode: 'stop', readyAt: 5 });
    expect(backend.does({ command: 'pass_on', to: 'rq2' }, 7)).toBe('blocked');
    backend.does(drained({ mode: 'wait' }), 8);
    expect(backend.state.drain).toEqual({ mode: 'wait', readyAt: 5 });
  });

  test('B2 with its end flag and plan are gone, and nothing can be said of it any more', () => {
    const backend = open();
    backend.does(drained(), 1);
    backend.does(lowered('draining'), 2);
    expect(backend.state).toEqual({ slug: 'local', version: 2, fencing: 0, flags: {}, lowered: { draining: 2 } });
    backend.does({ command: 'say_ready' }, 3);
    backend.does({ command: 'hold_to_deadline' }, 4);
    expect(backend.state.drain).toBeUndefined();
  });
});
