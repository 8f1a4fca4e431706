import { describe, expect, test } from '@jest/globals';
import { followOperation, startOperation, type Followed } from '#contexts/operations/app/follow.ts';
import type { Seen, StepEnd, StepExecutor, StepOrder } from '#contexts/operations/ports/executor.ts';

const order: StepOrder = {
  id: 'deploy-rq1-3-build',
  program: 'build',
  subject: { kind: 'request', id: 'rq1' },
  name: { of: 'step', id: 'build', fencing: 3 },
  backend: 'backup',
  fencing: 3,
  step: 'build',
  change: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 1 },
  sha: 'a'.repeat(40),
  testRef: 'test-pr1-aaaaaaa',
  testSha: 'c'.repeat(40),
};

function following(over: Partial<StepExecutor>) {
  const asked: string[] = [];
  const logged: string[] = [];
  const stop = async (): Promise<'asked'> => {
    asked.push('stop');
    return 'asked';
  };
  const followed: Followed<StepOrder, StepEnd> = {
    log: (_severity, message) => void logged.push(message),
    executor: { start: async () => 'started', stop, ...over },
    order,
  };
  return { followed, asked, logged };
}

const looks = (seen: Seen<StepEnd>): Partial<StepExecutor> => ({ look: async () => seen });

describe('an operation that is followed', () => {
  test('R3 is adopted, refused, or done at once', async () => {
    const all = [
      following({}),
      following({ start: async () => ({ refused: 'no trigger' }) }),
      following({ start: async () => ({ seen: 'ended', passed: true, note: 'said' }) }),
    ];
    expect(await Promise.all(all.map(({ followed }) => startOperation(followed)))).toEqual([
      { heard: 'started' },
      { heard: 'refused', why: 'no trigger' },
      { heard: 'ended', end: { seen: 'ended', passed: true, note: 'said' } },
    ]);
  });

  test('R3 whether it was started is not known: nothing is heard, and the effect is tried again', async () => {
    const { followed } = following({ start: () => Promise.reject(new Error('lost')) });
    await expect(startOperation(followed)).rejects.toThrow('lost');
  });

  test.each<[Seen<StepEnd>, object]>([
    [
      { seen: 'ended', passed: false, note: 'broke' },
      { heard: 'ended', end: { seen: 'ended', passed: false, note: 'broke' } },
    ],
    [
      { seen: 'under_way', state: 'preparing' },
      { heard: 'under_way', state: 'preparing' },
    ],
    [{ seen: 'missing' }, { heard: 'missing' }],
    [{ seen: 'unknown', what: 'RESTING' }, { heard: 'unknown' }],
  ])('R4 what is seen is told: %j', async (seen, told) => {
    const { followed, asked, logged } = following(looks(seen));
    expect(await followOperation(followed, false)).toEqual(told);
    expect({ asked, logged }).toEqual({ asked: [], logged: seen.seen === 'unknown' ? ['unknown state of an operation'] : [] });
  });

  test('R5 an executor that brings its news by itself is not asked', async () => {
    const { followed, asked } = following({});
    expect(await followOperation(followed, true)).toEqual({ heard: 'untold' });
    expect(asked).toEqual([]);
  });

  test('R10 one that nobody wants any more is asked to stop while it is under way, and only then', async () => {
    const working = following(looks({ seen: 'under_way', state: 'executing' }));
    const gone = following(looks({ seen: 'missing' }));
    const over = following(looks({ seen: 'ended', passed: true, note: '' }));
    for (const { followed } of [working, gone, over]) await followOperation(followed, true);
    expect([working.asked, gone.asked, over.asked]).toEqual([['stop'], [], []]);
  });

  test.each([
    ['asked', { look: () => Promise.reject(new Error('away')) }],
    ['stopped', { ...looks({ seen: 'under_way', state: 'executing' }), stop: () => Promise.reject(new Error('away')) }],
  ] as const)('R5 that it cannot be %s is a warning and no failure', async (_what, over) => {
    const { followed, logged } = following(over);
    expect(await followOperation(followed, true)).toEqual({ heard: 'unasked' });
    expect(logged).toEqual(['executor cannot be asked']);
  });
});
