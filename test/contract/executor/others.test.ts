import { expect, test } from '@jest/globals';
import { announcing, byHand, waiting } from '#contexts/operations/app/executors.ts';
import { createFakeDeployer, createFakeExecutor } from '#test/support/application/fakes.ts';
import { createFaults } from '#test/support/application/faults.ts';
import { executorContract } from './executor-contract.ts';
import { jobOrder, stepOrder } from './orders.ts';

// What tests put in the place of a provider keeps the same promises.
executorContract('the provider of tests', () => {
  const executor = createFakeExecutor(createFaults());
  return {
    executor,
    order: jobOrder,
    begun: ({ id }) => executor.launches.filter((one) => one === id).length,
    end: ({ id }) => void executor.runs.set(id, { seen: 'ended', cause: 'exited', exitCode: 0, stdout: [], stderr: [], observable: true }),
    close: () => undefined,
  };
});

executorContract('the builder of tests', () => {
  const deployer = createFakeDeployer(createFaults());
  return {
    executor: deployer,
    order: () => stepOrder('build'),
    begun: ({ subject }) => deployer.started.filter((one) => one.startsWith(`${subject.id} `)).length,
    // Each look brings it on.
    end: () => undefined,
    close: () => undefined,
  };
});

test('D4 an announcement is done when it is said; it is not when nobody could be reached', async () => {
  const said: string[] = [];
  const speaks = announcing(
    { deliver: async (text) => (said.push(text), { state: 'accepted', response: 'ok' }) },
    ({ backend, step }) => `${backend} ${step}`,
  );
  expect(await speaks.start(stepOrder('announce'))).toEqual({ seen: 'ended', passed: true, note: 'announced' });
  expect(said).toEqual(['backup put it there']);
  const mute = announcing({ deliver: async () => ({ state: 'rejected', response: 'away', permanent: false }) }, () => '');
  await expect(mute.start(stepOrder('announce'))).rejects.toThrow('away');
});

test('O2 nobody starts what a person does, and nobody can stop it', async () => {
  expect(await byHand.start(stepOrder('manual'))).toBe('started');
  expect(await byHand.stop(stepOrder('manual'))).toBe('never_started');
  expect(byHand.look).toBeUndefined();
});

test.each([
  [
    { age: 0, lasts: 1, isWanted: true },
    { seen: 'under_way', state: 'executing' },
  ],
  [
    { age: 1, lasts: 1, isWanted: true },
    { seen: 'ended', passed: true, note: 'the time is over' },
  ],
  [
    { age: 0, lasts: 1, isWanted: false },
    { seen: 'ended', passed: false, note: 'the deployment was given up' },
  ],
])('O2 waiting is over when its time is, or nobody wants it: %j', async (over, seen) => {
  expect(await waiting(over).look?.(stepOrder('wait'))).toEqual(seen);
});
