import { describe, expect, test } from '@jest/globals';
import { timesOf, traceSteps, type Asked } from '#contexts/access/domain/trace/steps.ts';
import { tracePage, STEPS_SHOWN, type TraceView } from '#contexts/access/pages/trace-page.ts';

const effect = (over: Partial<Asked> = {}): Asked => ({
  key: 'k',
  kind: 'send_mail',
  subject: { kind: 'request', id: 'a' },
  version: 1,
  state: 'done',
  createdAt: 1_000,
  dueAt: 1_000,
  begunAt: 1_400,
  finishedAt: 2_000,
  dispatches: 1,
  attempts: 1,
  errors: [],
  ...over,
});

describe('X8 an effect in time', () => {
  test('rests until it is due, waits until it is taken up, and is at work until its end', () => {
    expect(timesOf(effect({ dueAt: 1_200 }), 9_000)).toEqual({
      rested: { from: 1_000, to: 1_200 },
      waited: { from: 1_200, to: 1_400 },
      worked: { from: 1_400, to: 2_000 },
      failed: [],
    });
  });

  test('that is not due yet rests; one that is due and taken up by nobody waits until now', () => {
    const { begunAt: _b, finishedAt: _f, ...bare } = effect({ state: 'waiting', dueAt: 5_000 });
    expect(timesOf(bare, 3_000)).toEqual({ rested: { from: 1_000, to: 3_000 }, failed: [] });
    expect(timesOf(bare, 7_000)).toEqual({ rested: { from: 1_000, to: 5_000 }, waited: { from: 5_000, to: 7_000 }, failed: [] });
  });

  test('that failed and waits for its next attempt says when; what is under way is at work until now', () => {
    const errors = [{ at: 1_500, message: 'x' }];
    const { finishedAt: _f, ...waiting } = effect({ state: 'waiting', errors });
    expect(timesOf(waiting, 3_000)).toEqual({ waited: { from: 1_000, to: 3_000 }, failed: [1_500] });
    expect(timesOf({ ...waiting, state: 'leased' }, 3_000).worked).toEqual({ from: 1_400, to: 3_000 });
  });

  test('of before its beginning was kept has no time at work', () => {
    const { begunAt: _b, ...before } = effect();
    expect(timesOf(before, 9_000)).toEqual({ failed: [] });
  });
});

const command = (version: number, at: number, id = 'a') => ({
  at,
  command: 'submit',
  on: { kind: 'request', id },
  version,
  who: 'contributor',
});

test('X8 each command is followed by what it asked for; what no command of these asked for comes last', () => {
  const effects = [effect({ key: 'loose', version: undefined as never }), effect({ key: 'two', version: 2 }), effect({ key: 'one' })];
  const steps = traceSteps({ commands: [command(1, 1), command(2, 5), command(2, 6, 'b')], effects, isWhole: true }, 9_000);
  expect(
    steps.map((step) => (step.step === 'command' ? `${step.command.on.id}${step.command.version}` : `${step.effect.key} ${step.isBelow}`)),
  ).toEqual(['a1', 'one true', 'a2', 'two true', 'b2', 'loose false']);
});

test('X8 the page stays below 100 KB however long the trace is, and shows all of it by and by', () => {
  const effects = Array.from({ length: 300 }, (_, n) =>
    effect({
      key: `k${n}`,
      kind: 'drive_operation',
      version: n + 1,
      dueAt: 1_200,
      errors: [1_250, 1_300].map((at) => ({ at, message: 'x'.repeat(400) })),
    }),
  );
  const seen = { commands: effects.map((_, n) => command(n + 1, n)), effects, isWhole: false };
  const steps = traceSteps(seen, 9_000);
  const view: TraceView = {
    traceId: 'a'.repeat(32),
    seen,
    from: 0,
    when: { now: 9_000, timeZone: 'America/Argentina/Buenos_Aires' },
    url: (from) => `/traces/${'a'.repeat(32)}?from=${from}`,
    subjectUrl: () => '/requests/a/trace',
  };
  const { markup } = tracePage(view).body;
  console.info(`a trace of ${steps.length} steps: ${Math.round(markup.length / 1024)} KB`);
  expect(markup.length).toBeLessThan(80_000);
  expect(markup).toContain(`Later (${steps.length - STEPS_SHOWN} more)`);
  expect(tracePage({ ...view, from: 595 }).body.markup).toContain('Earlier');
  // What went wrong may name anything: it stands with the dead letters, for whoever may see those.
  expect(markup).not.toContain('xxxx');
});
