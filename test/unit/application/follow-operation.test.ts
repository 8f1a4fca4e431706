import { describe, expect, test } from '@jest/globals';
import { followOperation, startOperation, type Driven, type News } from '#application/operation/follow.ts';
import type { Result } from '#application/perform-effect.ts';
import type { Seen, StepEnd, StepExecutor, StepOrder } from '#ports/executor.ts';

const order: StepOrder = {
  id: 'deploy-rq1-3-build',
  program: 'build',
  requestId: 'rq1',
  backend: 'backup',
  fencing: 3,
  step: 'build',
  change: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 1 },
  sha: 'a'.repeat(40),
  testRef: 'test-pr1-aaaaaaa',
  testSha: 'c'.repeat(40),
};

/** What news came, in words. */
function following(over: Partial<StepExecutor>) {
  const asked: string[] = [];
  const logged: string[] = [];
  const heard: string[] = [];
  const hears = (what: string): Result => {
    heard.push(what);
    return { result: 'done' };
  };
  const news: News<StepEnd> = {
    adopted: () => hears('adopted'),
    refused: (why) => hears(`refused ${why}`),
    ended: ({ passed, note }) => hears(`ended ${passed} ${note}`),
    underWay: (state) => hears(`under way ${state}`),
    missing: () => hears('missing'),
    unknown: () => hears('unknown'),
    unasked: () => hears('unasked'),
    untold: () => hears('untold'),
  };
  const stop = async (): Promise<'asked'> => {
    asked.push('stop');
    return 'asked';
  };
  const driven: Driven<StepOrder, StepEnd> = {
    log: (_severity, message) => void logged.push(message),
    executor: { start: async () => 'started', stop, ...over },
    order,
    news,
  };
  return { driven, asked, logged, heard };
}

const looks = (seen: Seen<StepEnd>): Partial<StepExecutor> => ({ look: async () => seen });

describe('an operation that is followed', () => {
  test('R3 is adopted, refused, or done at once', async () => {
    const all = [
      following({}),
      following({ start: async () => ({ refused: 'no trigger' }) }),
      following({ start: async () => ({ seen: 'ended', passed: true, note: 'said' }) }),
    ];
    for (const { driven } of all) await startOperation(driven);
    expect(all.flatMap(({ heard }) => heard)).toEqual(['adopted', 'refused no trigger', 'ended true said']);
  });

  test('R3 whether it was started is not known: nothing is heard, and the effect is tried again', async () => {
    const { driven, heard } = following({ start: () => Promise.reject(new Error('lost')) });
    await expect(startOperation(driven)).rejects.toThrow('lost');
    expect(heard).toEqual([]);
  });

  test.each<[Seen<StepEnd>, string]>([
    [{ seen: 'ended', passed: false, note: 'broke' }, 'ended false broke'],
    [{ seen: 'under_way', state: 'preparing' }, 'under way preparing'],
    [{ seen: 'missing' }, 'missing'],
    [{ seen: 'unknown', what: 'RESTING' }, 'unknown'],
  ])('R4 what is seen is told: %j', async (seen, told) => {
    const { driven, heard, asked, logged } = following(looks(seen));
    await followOperation(driven, true);
    expect({ heard, asked, logged }).toEqual({
      heard: [told],
      asked: [],
      logged: seen.seen === 'unknown' ? ['unknown state of an operation'] : [],
    });
  });

  test('R5 an executor that brings its news by itself is not asked', async () => {
    const { driven, heard, asked } = following({});
    await followOperation(driven, false);
    expect({ heard, asked }).toEqual({ heard: ['untold'], asked: [] });
  });

  test('R10 one that nobody wants any more is asked to stop while it is under way, and only then', async () => {
    const working = following(looks({ seen: 'under_way', state: 'executing' }));
    const gone = following(looks({ seen: 'missing' }));
    const over = following(looks({ seen: 'ended', passed: true, note: '' }));
    for (const { driven } of [working, gone, over]) await followOperation(driven, false);
    expect([working.asked, gone.asked, over.asked]).toEqual([['stop'], [], []]);
  });

  test.each([
    ['asked', { look: () => Promise.reject(new Error('away')) }],
    ['stopped', { ...looks({ seen: 'under_way', state: 'executing' }), stop: () => Promise.reject(new Error('away')) }],
  ] as const)('R5 that it cannot be %s is a warning and no failure', async (_what, over) => {
    const { driven, heard, logged } = following(over);
    await followOperation(driven, false);
    expect({ heard, logged }).toEqual({ heard: ['unasked'], logged: ['executor cannot be asked'] });
  });
});
