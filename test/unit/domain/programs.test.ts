import { describe, expect, test } from '@jest/globals';
import { askedWhen, canComeAfter, mayRepeat, stepKinds, stepProgram, stepQuestions } from '#contexts/operations/domain/programs.ts';
import { programs } from '#contexts/operations/kinds/programs/table.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { stepSettings } from '#contexts/operations/settings/steps.ts';

const settings: Record<(typeof stepKinds)[number], object> = {
  announce: { message: 'Soon.' },
  build: { trigger: 'deploy' },
  command: { command: ['make'] },
  manual: { instructions: 'Look.' },
  probe: { command: ['check'] },
  refresh_data: { command: ['load'] },
  regression: { command: ['pytest'] },
  smoke: { job: { name: 'CountJob', module: 'm' } },
  wait: { minutes: 0.5 },
};

describe('programs', () => {
  test('O2 a job and a test ref are no steps of a deployment; what else is done is', () => {
    expect(Object.keys(programs).filter((name) => !stepKinds.some((kind) => kind === name))).toEqual(['action', 'job', 'test_ref']);
  });

  test.each(stepKinds)('O2 a step %s has the settings of its kind, and those alone', (kind) => {
    const step = { name: 'one', timeoutMinutes: 1, kind, ...settings[kind] };
    expect(stepSettings.safeParse(step).success).toBe(true);
    expect(stepSettings.safeParse({ ...step, dance: true }).success).toBe(false);
    expect(stepSettings.safeParse({ name: 'one', timeoutMinutes: 1, kind }).success).toBe(false);
  });

  test('D2 a step does not wait for as long as it may take, or longer', () => {
    const step = { name: 'one', timeoutMinutes: 1, kind: 'wait', minutes: 1 };
    expect(stepSettings.safeParse(step).error?.issues).toMatchObject([{ path: ['minutes'], message: 'must be less than timeoutMinutes' }]);
  });

  test('D6 whatever asks people is no after-step, and what it asks is a question', () => {
    expect(stepKinds.filter((kind) => !canComeAfter(kind))).toEqual(['manual', 'regression']);
    expect(askedWhen('manual', 'started')).toBe('manual_step');
    expect(askedWhen('regression', 'failed')).toBe('regression');
    expect(askedWhen('regression', 'started')).toBeUndefined();
    for (const question of stepQuestions) expect(questionKinds[question]).toBeDefined();
  });

  test('R15 what runs the commit is held like a job; what deploys is not', () => {
    const backend = { jobCommand: () => ['run', '{job}'] };
    const held = stepKinds.flatMap((kind) => {
      const step = stepSettings.parse({ name: 'one', timeoutMinutes: 1, kind, ...settings[kind] });
      const ordered = stepProgram(kind).step.command?.(step, backend);
      return ordered === undefined ? [] : [`${kind} ${ordered.command[0]} ${ordered.isSandboxed}`];
    });
    expect(held).toEqual([
      'command make false',
      'probe check false',
      'refresh_data load false',
      'regression pytest true',
      'smoke run true',
    ]);
  });

  test('R9 a job is repeated if it says that it is safe, an announcement never, a look always', () => {
    const asked = (name: keyof typeof programs): boolean[] => [mayRepeat(name, false), mayRepeat(name, true)];
    expect(asked('job')).toEqual([false, true]);
    expect(asked('announce')).toEqual([false, false]);
    expect(asked('probe')).toEqual([true, true]);
  });

  test('O2 each that an agent carries out has a command, and no other', () => {
    for (const kind of stepKinds) {
      const { executors, step } = stepProgram(kind);
      expect([kind, step.command !== undefined]).toEqual([kind, executors[0] === 'agent']);
    }
  });
});
