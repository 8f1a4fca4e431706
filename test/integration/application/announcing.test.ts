import { describe, expect, test } from '@jest/globals';
import { announceEvent, type Outgoing } from '#products/rehearsal/app/performers/announce.ts';
import { eventTypes } from '#products/rehearsal/domain/announce/event.ts';
import { HOUR } from '#kernel/time.ts';
import type { Message } from '#contexts/telling/ports/channel.ts';
import { arrives, does } from '#test/support/application/requests.ts';
import { deliver, effectsOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';
import { allGates, SHA } from '#test/support/given-request.ts';

type Answer = Awaited<ReturnType<Outgoing['channel']['deliver']>>;

function heard(perHour: number): { world: World; messages: Message[]; answers: Answer[] } {
  const world = openWorld({ rules: { outlets: [{ channel: 'dashboard', events: eventTypes }] } });
  const messages: Message[] = [];
  const answers: Answer[] = [];
  const channel = {
    async deliver(message: Message): Promise<Answer> {
      messages.push(message);
      return answers.shift() ?? { state: 'accepted', response: '200' };
    },
  };
  world.channels.set('dashboard', { channel, perHour });
  return { world, messages, answers };
}

async function submits(world: World, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await arrives(world, `rq${n}`);
}

/** Every open announcement, as the queue would deliver it now. */
async function announces(world: World, count: number): Promise<string[]> {
  const results: string[] = [];
  for (let n = 1; n <= count; n += 1)
    for (const effect of await effectsOf(world, `rq${n}`))
      if (effect.kind === 'announce' && effect.open) results.push((await deliver(world, taskOf(effect))).answer);
  return results;
}

describe('N6 announcing', () => {
  test('N6 the id is the key of the effect: sent again after a lost answer, it is the same message', async () => {
    const { world, messages, answers } = heard(10);
    await submits(world, 1);
    answers.push({ state: 'rejected', response: 'the receiver answered 500', permanent: false });
    expect(await announces(world, 1)).toEqual(['later']);
    await does(world, 'rq1', { command: 'record_gates', headSha: SHA, gates: allGates() });
    world.time.now += HOUR;
    expect(await announces(world, 1)).toEqual(['done', 'done']);
    expect(messages[1]).toEqual(messages[0]);
    expect(messages[0]).toMatchObject({ id: expect.stringMatching(/^rq1-1-\d+-announce$/), digest: false });
    expect(new Set(messages.map(({ id }) => id)).size).toBe(2);
  });

  test('N6 what is over the budget is one digest when the hour is over, and each is told once', async () => {
    const { world, messages } = heard(2);
    await submits(world, 6);
    expect(await announces(world, 6)).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
    expect(messages).toHaveLength(2);
    expect(await announces(world, 6)).toEqual(['later']);
    world.time.now += HOUR;
    expect(await announces(world, 6)).toEqual(['done']);
    expect(messages).toHaveLength(3);
    expect(messages[2]).toMatchObject({ digest: true, id: expect.stringMatching(/^rq3-1-\d+-announce-digest$/) });
    expect(messages.flatMap(({ notices }) => notices.map(({ event }) => ('requestId' in event ? event.requestId : '')))).toEqual([
      'rq1',
      'rq2',
      'rq3',
      'rq4',
      'rq5',
      'rq6',
    ]);
  });

  test('N6 a digest that was refused is sent again with the same words, whatever came since', async () => {
    const { world, messages, answers } = heard(1);
    await submits(world, 3);
    await announces(world, 3);
    world.time.now += HOUR;
    answers.push({ state: 'rejected', response: 'the receiver answered 503', permanent: false });
    expect(await announces(world, 3)).toEqual(['later']);
    await arrives(world, 'rq4');
    world.time.now += HOUR;
    expect(await announces(world, 3)).toEqual(['done']);
    expect(messages[2]).toEqual(messages[1]);
    expect(messages[2]?.notices).toHaveLength(2);
  });

  test('N6 B5 a receiver that is away for too long leaves a dead letter; one that wants nothing more at once', async () => {
    const { world, answers } = heard(200);
    await submits(world, 1);
    for (let n = 0; n < 19; n += 1) {
      answers.push({ state: 'rejected', response: 'the receiver answered 500', permanent: false });
      expect(await announces(world, 1)).toEqual(['later']);
      world.time.now += HOUR;
    }
    answers.push({ state: 'rejected', response: 'the receiver answered 500', permanent: false });
    expect(await announces(world, 1)).toEqual(['dead']);
    const gone = heard(200);
    await submits(gone.world, 1);
    gone.answers.push({ state: 'rejected', response: 'the receiver answered 410', permanent: true });
    expect(await announces(gone.world, 1)).toEqual(['dead']);
  });

  test('N6 a channel that left the settings is told nothing, and keeps nobody waiting', async () => {
    const { world, messages } = heard(1);
    await submits(world, 1);
    world.channels.clear();
    expect(await announces(world, 1)).toEqual(['done']);
    expect(messages).toEqual([]);
  });

  test('N6 whoever slept until another took its lease promises no digest: nobody would come and bring it', async () => {
    const { world, messages } = heard(1);
    await submits(world, 2);
    expect(await announces(world, 1)).toEqual(['done']);
    const [own] = (await effectsOf(world, 'rq1')).filter(({ kind }) => kind === 'announce');
    if (own?.effect.kind !== 'announce') throw new Error('nothing was announced');
    const sleeper = { key: own.key, effect: own.effect, now: world.time.now, attempt: 1, token: `${own.key}#1.0` };
    expect(await announceEvent(world.system, world.channels)(sleeper)).toEqual({ result: 'done' });
    world.time.now += HOUR;
    expect(await announces(world, 2)).toEqual(['done']);
    expect(messages.map(({ digest }) => digest)).toEqual([false, false]);
  });
});
