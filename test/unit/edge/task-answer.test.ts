import { expect, test } from '@jest/globals';
import { answerTask, RetryError, TerminalError } from '#doors/task-answer.ts';

async function answerTo(error?: unknown) {
  const logged: string[] = [];
  const answer = await answerTask(
    () => (error === undefined ? Promise.resolve('ok') : Promise.reject(error)),
    (severity, message) => void logged.push(`${severity}: ${message}`),
  );
  return { ...answer, logged };
}

test('Z2 done is 200', async () => {
  expect(await answerTo()).toEqual({ status: 200, headers: {}, body: { outcome: 'done' }, logged: [] });
});

test('Z2 a terminal error is 200 too, so that no queue tries again, and it is logged', async () => {
  expect(await answerTo(new TerminalError('no such request'))).toEqual({
    status: 200,
    headers: {},
    body: { outcome: 'terminal' },
    logged: ['error: task given up'],
  });
});

test('Z2 a retry with a time is 503 with whole seconds, rounded up', async () => {
  expect(await answerTo(new RetryError('over quota', 1_500))).toEqual({
    status: 503,
    headers: { 'retry-after': '2' },
    body: { outcome: 'retry' },
    logged: ['warning: task to be tried again'],
  });
});

test('Z2 a retry without a time leaves the wait to the queue', async () => {
  for (const after of [undefined, 0, -5, Number.NaN, Infinity])
    expect(await answerTo(new RetryError('busy', after))).toMatchObject({ status: 500, headers: {}, body: { outcome: 'retry' } });
});

test('Z2 anything else is 500 and tells nothing', async () => {
  for (const error of [new Error('secret'), 'a string', null]) {
    expect(await answerTo(error)).toEqual({ status: 500, headers: {}, body: { outcome: 'failed' }, logged: ['error: task failed'] });
  }
});

test('Z2 work that throws at once is answered as well', async () => {
  const answer = await answerTask(
    () => {
      throw new TerminalError('x');
    },
    () => undefined,
  );
  expect(answer.body).toEqual({ outcome: 'terminal' });
});
