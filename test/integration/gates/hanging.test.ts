import { expect, test } from '@jest/globals';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { each } from '#contexts/gates/domain/hindrances.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { arrives, does, stateOf, view } from '#test/support/application/requests.ts';
import { deliver, effectsOf, openWorld, START, taskOf, type World } from '#test/support/application/world.ts';
import { allGates, SHA } from '#test/support/given-request.ts';

async function hangs(world: World, id: string): Promise<void> {
  await arrives(world, id);
  const gates = allGates({ reviewers: 'pending' }).map((gate) =>
    gate.gate === 'reviewers' ? { ...gate, hindrances: each('review', ['lee']) } : gate,
  );
  await does(world, id, { command: 'record_gates', headSha: SHA, gates });
}

/** Those that wake for a gate. */
async function wakings(world: World, id: string): Promise<Awaited<ReturnType<typeof effectsOf>>> {
  return (await effectsOf(world, id)).filter(({ effect }) => effect.kind === 'keep_clock' && 'hanging' in effect);
}

test('G7 a gate that hangs wakes when its time is over, and asks the admins by mail', async () => {
  const world = openWorld();
  await hangs(world, 'r1');
  const [woken] = await wakings(world, 'r1');
  expect(woken?.dueAt).toBe(START + 24 * HOUR);
  world.time.now = START + 24 * HOUR;
  if (woken !== undefined) expect(await deliver(world, taskOf(woken))).toEqual({ answer: 'done' });
  expect((await stateOf(world, 'r1')).clocks).toMatchObject([{ kind: 'gates', state: 'running', startedAt: world.time.now }]);
  const mails = (await effectsOf(world, 'r1')).flatMap(({ effect }) =>
    effect.kind === 'send_mail' ? [`${effect.to} ${effect.template}`] : [],
  );
  expect(mails).toEqual(expect.arrayContaining(['grace gates_waivable', 'alan gates_waivable']));
});

test('G7 S4 B6 a timer that was lost is made good by the sweep within five minutes', async () => {
  const world = openWorld();
  await hangs(world, 'r1');
  world.queue.tasks.length = 0;
  for (let now = START; now <= START + 24 * HOUR + 5 * MINUTE; now += 3 * MINUTE) {
    world.time.now = now;
    if (now < START + 24 * HOUR) continue;
    await sweep(world.system, `s${now}`);
    for (const task of world.queue.tasks.splice(0).filter(({ kind }) => kind === 'keep_clock')) await deliver(world, task);
  }
  const { timeline } = await view(world, 'r1');
  const asked = timeline.flatMap(({ facts, at }) => (facts.some(({ fact }) => fact === 'clock_started') ? [at - START - 24 * HOUR] : []));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toBeLessThanOrEqual(5 * MINUTE);
});

test('G7 longer patience in the settings is heard when it wakes', async () => {
  const world = openWorld();
  await hangs(world, 'r1');
  world.time.now = START + 24 * HOUR;
  world.system.rules.gatesPendingFor = 30 * HOUR;
  const [woken] = await wakings(world, 'r1');
  if (woken !== undefined) await deliver(world, taskOf(woken));
  expect((await stateOf(world, 'r1')).clocks).toEqual([]);
  expect((await wakings(world, 'r1'))[0]).toMatchObject({ open: true, dueAt: START + 30 * HOUR });
});
