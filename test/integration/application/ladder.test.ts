import { expect, test } from '@jest/globals';
import { countAnswer, readResponses } from '#products/rehearsal/app/count-answer.ts';
import { readBoard } from '#products/rehearsal/app/board/read-board.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { answers, arrives, does, stateOf, view } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, performs, START, taskOf, type World } from '#test/support/application/world.ts';
import { allGates, SHA } from '#test/support/given-request.ts';

async function inReview(world: World, id: string): Promise<void> {
  await arrives(world, id);
  await does(world, id, { command: 'record_gates', headSha: SHA, gates: allGates() });
}

async function breaches(world: World, id: string): Promise<number[]> {
  const { timeline } = await view(world, id);
  return timeline.flatMap(({ facts }) => facts.flatMap((fact) => (fact.fact === 'clock_breached' ? [fact.at] : [])));
}

/** The queue as it should be: every waking comes when it is due, for so long. */
async function timersGo(world: World, id: string, until: number): Promise<void> {
  for (;;) {
    const { dueAt, open, ...effect } = await effectOf(world, id, 'keep_clock');
    if (!open || dueAt > until) break;
    world.time.now = Math.max(world.time.now, dueAt);
    await deliver(world, taskOf({ dueAt, open, ...effect }));
  }
  world.time.now = until;
}

test('S2 S4 one effect wakes at every rung, and ends with its clock', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  const woken = await effectOf(world, 'r1', 'keep_clock');
  expect(woken.dueAt).toBe(START + 12 * HOUR);
  await timersGo(world, 'r1', START + 50 * HOUR);
  expect(await breaches(world, 'r1')).toEqual([START + 24 * HOUR]);
  expect((await effectsOf(world, 'r1')).filter(({ kind }) => kind === 'keep_clock')).toHaveLength(1);
  await answers(world, 'r1', 'grace', 'review', 'accept');
  await timersGo(world, 'r1', START + 100 * HOUR);
  expect(await effectOf(world, 'r1', 'keep_clock')).toMatchObject({ state: 'done', open: false });
});

test('S4 a breach is an error in the log, once, with how late it is', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  await timersGo(world, 'r1', START + 80 * HOUR);
  const logged = world.logged.filter(({ message }) => message === 'clock breached');
  expect(logged).toMatchObject([{ severity: 'ERROR', data: { requestId: 'r1', clock: 'review', lateMs: 0 } }]);
});

test('S4 B6 with every timer lost the sweep finds each rung within five minutes, and the breach is recorded once', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  for (let swept = START; swept <= START + 50 * HOUR; swept += 3 * MINUTE) {
    world.time.now = swept + MINUTE / 2;
    const before = world.queue.tasks.length;
    await sweep(world.system, `s${swept}`);
    for (const task of world.queue.tasks.slice(before)) if (task.kind === 'keep_clock') await deliver(world, task);
  }
  const [at = 0, ...more] = await breaches(world, 'r1');
  expect(more).toEqual([]);
  expect(at).toBeGreaterThanOrEqual(START + 24 * HOUR);
  expect(at).toBeLessThanOrEqual(START + 24 * HOUR + 5 * MINUTE);
});

test('S2 Z2 a waking that is delivered twice, and at once, tells nobody twice', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  world.time.now = START + 12 * HOUR;
  const task = taskOf(await effectOf(world, 'r1', 'keep_clock'));
  await Promise.all([deliver(world, task), deliver(world, task), deliver(world, task)]);
  await deliver(world, task);
  const mails = (await effectsOf(world, 'r1')).filter(({ effect }) => effect.kind === 'send_mail' && effect.template === 'answer_reminder');
  const to = mails.map(({ effect }) => (effect.kind === 'send_mail' ? effect.to : ''));
  expect(to.toSorted()).toEqual(['alan', 'grace']);
});

test('S2 after two days without anybody at work there is one mail for the breach, and none for what was missed', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  world.time.now = START + 60 * HOUR;
  await performs(world, 'r1', 'keep_clock');
  const mails = (await effectsOf(world, 'r1')).flatMap(({ effect }) => (effect.kind === 'send_mail' && effect.clock ? [effect.to] : []));
  const { askedNext = '' } = (await stateOf(world, 'r1')).clocks[0] ?? {};
  expect(mails.toSorted()).toEqual([askedNext, 'contributor', 'quinn', 'ruth'].toSorted());
  expect((await effectOf(world, 'r1', 'keep_clock')).dueAt).toBe(START + 72 * HOUR);
});

test('S2 N1 a reminder that is overtaken by the answer is not sent', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  await timersGo(world, 'r1', START + 20 * HOUR);
  await answers(world, 'r1', 'grace', 'review', 'accept');
  for (const to of ['grace', 'ruth']) {
    const having = { to, template: to === 'ruth' ? 'answer_awaited' : 'answer_reminder' };
    await performs(world, 'r1', 'send_mail', having);
  }
  const skipped = (await view(world, 'r1')).mails.filter(({ template }) => template.startsWith('answer_'));
  expect(skipped.map(({ state }) => state)).toEqual(['skipped', 'skipped']);
});

test('S2 rungs that were moved by the settings meanwhile are kept from the next waking on', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  world.system.rules.ladder = { assigneeAfter: 16 * HOUR, everyoneAfter: 18 * HOUR, thenEvery: HOUR };
  world.time.now = START + 12 * HOUR;
  await performs(world, 'r1', 'keep_clock');
  expect(await effectOf(world, 'r1', 'keep_clock')).toMatchObject({ open: true, dueAt: START + 16 * HOUR });
  await timersGo(world, 'r1', START + 26 * HOUR);
  expect((await stateOf(world, 'r1')).clocks).toMatchObject([{ rung: 5, breachedAt: START + 24 * HOUR }]);
});

test('S6 an answer is counted once, however often its effect is delivered, for its month and its admin', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  await inReview(world, 'r2');
  world.time.now += 3 * HOUR;
  await answers(world, 'r1', 'grace', 'review', 'accept');
  world.time.now += 30 * HOUR;
  await answers(world, 'r2', 'alan', 'review', 'reject');
  for (const id of ['r1', 'r2', 'r1']) {
    const counts = (await effectsOf(world, id)).filter(({ effect }) => effect.kind === 'keep_clock' && 'stoppedAt' in effect);
    expect(counts).toHaveLength(1);
    for (const count of counts) await Promise.all([deliver(world, taskOf(count)), deliver(world, taskOf(count))]);
  }
  const [month] = await readResponses(world.system, world.time.now);
  expect(month).toMatchObject({
    all: { answers: 2, inTime: 1 },
    byAdmin: { grace: { answers: 1, inTime: 1 }, alan: { answers: 1, inTime: 0 } },
  });
  expect((await readBoard(world.system)).responses).toEqual([month]);
});

test('S6 A5 a verdict that was undone is not counted; the one that stands is, with the whole time', async () => {
  const world = openWorld();
  await inReview(world, 'r1');
  const { clocks } = await stateOf(world, 'r1');
  const clock = { ...clocks[0], state: 'stopped', stoppedAt: START + HOUR, dueAt: START + 24 * HOUR, left: 23 * HOUR, answeredBy: 'grace' };
  const state = { ...(await stateOf(world, 'r1')), clocks: [clock] } as RequestState;
  expect(countAnswer(world.system, state, 'review:2', START + HOUR)).toHaveProperty('write');
  expect(countAnswer(world.system, state, 'review:2', START)).toEqual({ result: 'done' });
});
