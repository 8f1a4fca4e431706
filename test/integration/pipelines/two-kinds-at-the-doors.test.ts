import { expect, test } from '@jest/globals';
import { tasksFor } from '#contexts/operations/app/agents/tasks-for.ts';
import { updateAgentTask } from '#contexts/operations/app/agents/update-task.ts';
import { finished } from '#test/support/pipelines/town.ts';
import { asked } from '#test/support/rap/asked.ts';
import { openDoorsOn, PLAN, TOKENS } from '#test/support/rap/doors-house.ts';
import { createJobRunner } from '#test/support/rap/job-runner.ts';
import { createJobServer } from '#test/support/rap/job-server.ts';
import { openRealController } from '#test/support/rap/real-controller.ts';

test('R10 P5 over HTTP: while our agent has work there, job-runner’s is told of none and changes nothing; what comes free goes to whoever asks first, and is the other’s no more', async () => {
  const controller = await openRealController(PLAN);
  const house = await openDoorsOn(controller);
  const server = createJobServer(`${house.url}/controller/v1/`, TOKENS.client);
  const theirs = createJobRunner(`${house.url}/`, 'north', TOKENS.north);
  const { desk, settle } = controller.town;
  const ours = () => tasksFor(desk, 'north', () => Promise.resolve());
  const tell = async (id: string, fencing: number, update: Parameters<typeof updateAgentTask>[3]) => {
    const told = await updateAgentTask(desk, { backend: 'north', id }, fencing, update);
    await settle();
    return told;
  };
  const body = asked({ requested_actions: ['describe'], commit: controller.commit });
  await server.create(body);
  const id = String(body['rap_id']);

  const [data] = await ours();
  await tell(data!.id, data!.fencing, { kind: 'started' });
  for (let n = 0; n < 3; n += 1) expect(await theirs.poll()).toEqual([]);
  expect(await ours()).toMatchObject([{ id: data!.id, state: 'started', heldBy: 'ours' }]);
  expect(await tell(data!.id, data!.fencing, finished)).toEqual({ updated: 'ok', cancel: false });

  const [tidy] = await ours();
  await theirs.poll();
  expect([await ours(), await tell(tidy!.id, tidy!.fencing, { kind: 'started' })]).toEqual([[], { updated: 'stale' }]);
  for (let n = 0; n < 12; n += 1) await theirs.poll();
  await server.poll();
  expect(server.requests.get(id)?.status).toBe('succeeded');
  expect(theirs.started.map((task) => task.slice(-4))).toEqual(['-001', '-001']);
  expect(theirs.started).not.toContain(data!.id);
  await house.close();
  await controller.close();
});
