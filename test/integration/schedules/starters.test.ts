import { describe, expect, test } from '@jest/globals';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { setIntake } from '#products/rehearsal/app/intake-switch.ts';
import { probeStarter } from '#products/rehearsal/app/probe-starter.ts';
import { requestStarter } from '#products/rehearsal/app/request-starter.ts';
import { updateAgentTask } from '#products/rehearsal/app/agent-tasks.ts';
import type { Intake } from '#products/rehearsal/app/intake.ts';
import { answers, stateOf } from '#test/support/application/requests.ts';
import { openWorld } from '#test/support/application/world.ts';
import { probeRules, scheduledForm, scheduleIntake } from '#test/support/schedules/asked.ts';

const due = (key: string) => ({ key, schedule: 'weekly', madeBy: 'olga', at: 1 });

function opened(intake: Partial<Intake> = {}) {
  const world = openWorld({ rules: { releases: [], ...probeRules } });
  return { world, starter: requestStarter(world.system, scheduleIntake(intake)), probe: probeStarter(world.system) };
}

describe('O7 a request by a schedule', () => {
  test('O7 I2 each occurrence makes one, in the name of a person of the settings, and its record says by which schedule', async () => {
    const { world, starter } = opened();
    expect(await starter.problems(scheduledForm())).toEqual([]);
    const first = await starter.start(due('weekly-1'), scheduledForm());
    expect(first).toEqual({ answer: 'started', id: 'rq1' });
    expect(await starter.start(due('weekly-1'), scheduledForm())).toEqual(first);
    expect(await starter.start(due('weekly-2'), scheduledForm())).toEqual({ answer: 'started', id: 'rq3' });
    const state = await stateOf(world, 'rq1');
    expect(state).toMatchObject({
      via: 'schedule',
      scheduled: { schedule: 'weekly', madeBy: 'olga' },
      // Every gate and every person that any other is held to; the settings vouch for the address.
      status: 'waiting_for_gates',
      submission: { kind: 'existing_job', contributor: { name: 'Ada Lovelace', email: 'ada@work.example.org', githubLogin: 'Ada' } },
    });
    expect(changeKey(state.submission.change)).toBe('oppia/oppia@develop');
    expect(await starter.over('rq1')).toBeUndefined();
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    expect(await starter.over('rq1')).toBe('withdrawn');
    expect(await starter.over('gone')).toBe('gone');
  });

  test('O7 I3 everything that is wrong is said when the schedule is made, and what no schedule can give', async () => {
    const { starter } = opened();
    const over = { contributor: 'nobody', kind: 'new_job', testedLocally: false, jobs: [{ name: 'stats', role: 'odd' }] };
    expect(await starter.problems({ ...scheduledForm(over), submissionId: 'x' })).toEqual([
      expect.stringMatching(/^kind: /),
      'contributor: nobody is no person of the settings, in whose name it could be asked for',
      'submissionId: is of each request its own, and cannot be given',
      expect.stringMatching(/^jobs\[0\]\.name: /),
      expect.stringMatching(/^jobs\[0\]\.role: /),
      expect.stringMatching(/^testedLocally: /),
    ]);
    expect(await starter.problems(scheduledForm({ contributor: 'alan' }))).toEqual([
      'contributor: the settings say no githubLogin of alan',
    ]);
    expect(await starter.problems(null)).toHaveLength(1);
    expect(await starter.problems({})).not.toEqual([]);
    // A person who left the settings since.
    expect(await starter.start(due('late'), scheduledForm({ contributor: 'gone' }))).toMatchObject({ answer: 'refused' });
  });

  test('O7 I13 I15 a closed intake, a full quota and a paused backend pass by themselves', async () => {
    const few = { perContributor: 1, perChange: 9, perDay: 9 };
    const { world, starter } = opened({ quotas: { ...few, unproven: few } });
    expect(await starter.blocked(scheduledForm())).toBeUndefined();
    await starter.start(due('weekly-1'), scheduledForm());
    expect(await starter.start(due('weekly-2'), scheduledForm())).toEqual({
      answer: 'blocked',
      why: 'the quota is full: 1 a day, counted for each contributor',
    });
    await raiseFlag(kernelOf(world.system), { backend: 'local', flag: 'pause', operator: 'grace', id: 'p', why: 'reboot' });
    expect(await starter.blocked(scheduledForm())).toBe('local is paused: reboot');
    await setIntake(world.system, { open: false, why: 'holidays', by: 'grace' });
    expect(await starter.blocked(scheduledForm())).toBe('nothing new is taken: holidays');
    expect(await opened({ open: false }).starter.blocked(scheduledForm())).toBe('nothing new is taken: by the settings');
  });
});

describe('O7 B8 a probe by a schedule', () => {
  test('O7 B8 each occurrence asks once; what it found is how it ended', async () => {
    const { world, probe } = opened();
    expect(await probe.problems({ backend: 'local' })).toEqual([]);
    const first = await probe.start(due('nightly-1'), { backend: 'local' });
    expect(first).toEqual({ answer: 'started', id: 'local maintenance 1' });
    expect(await probe.start(due('nightly-1'), { backend: 'local' })).toEqual(first);
    expect(await probe.start(due('nightly-2'), { backend: 'local' })).toEqual({ answer: 'blocked', why: 'a probe of local is under way' });
    expect(await probe.over('local maintenance 1')).toBeUndefined();
    const ended = { cause: 'exited', chunks: { stdout: 0, stderr: 0 }, startedAt: 0, finishedAt: 0 } as const;
    const ends = (task: string, fencing: number, exitCode: number) =>
      updateAgentTask(world.system, world.outputs, 'local', task, fencing, { kind: 'finished', exitCode, ...ended });
    await ends('probe-local-1', 1, 10);
    expect(await probe.over('local maintenance 1')).toBe('it is in maintenance');
    expect(await probe.start(due('nightly-1'), { backend: 'local' })).toEqual(first);
    expect(await probe.start(due('nightly-2'), { backend: 'local' })).toEqual({ answer: 'started', id: 'local maintenance 2' });
    expect(await probe.over('local maintenance 1')).toBe('it is in maintenance');
    await ends('probe-local-2', 2, 0);
    expect(await probe.over('local maintenance 1')).toBe('it is over');
    expect(await probe.over('local maintenance 2')).toBe('it is not in maintenance');
  });

  test('O7 B8 what is wrong is said; while they are switched off it waits', async () => {
    const { world, probe } = opened();
    expect(await probe.problems({ backend: 'local', probe: 'data' })).toEqual(['probe: local has no probe data']);
    expect(await probe.problems({ backend: 'nowhere' })).toEqual(['backend: there is no backend nowhere']);
    expect(await probe.problems({ probe: 'odd', more: 1 })).toHaveLength(3);
    expect(await probe.start(due('gone'), { backend: 'local', probe: 'data' })).toEqual({
      answer: 'refused',
      why: 'probe: local has no probe data',
    });
    expect(await probe.blocked({ backend: 'local' })).toBeUndefined();
    await raiseFlag(kernelOf(world.system), { backend: 'local', flag: 'probes_off', operator: 'grace', id: 'o', why: 'new disks' });
    expect(await probe.blocked({ backend: 'local' })).toBe('the probes of local are switched off: new disks');
    expect(await probe.start(due('nightly-1'), { backend: 'local' })).toMatchObject({ answer: 'blocked' });
  });
});
