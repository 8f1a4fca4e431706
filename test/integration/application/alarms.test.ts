import { describe, expect, test } from '@jest/globals';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { readOperations } from '#products/rehearsal/app/read-request.ts';
import { lowerFlag, raiseFlag } from '#contexts/backends/app/flags.ts';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { arrives, outbox } from '#test/support/application/requests.ts';
import { deliver, effectOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const agents = sampleRules.backends.filter(({ executor }) => executor === 'agent').map(({ slug }) => slug);
const SILENT = 4 * MINUTE;

function watched(rules: Partial<Rules> = {}): World {
  return openWorld({ rules: { silentAfter: SILENT, backends: sampleRules.backends.filter(({ slug }) => slug === agents[0]), ...rules } });
}

/** Sweeps as a running system has them, `every` apart. */
async function sweepsFor(world: World, time: number, { seen = false, every = MINUTE } = {}): Promise<void> {
  for (const end = world.time.now + time; world.time.now < end; world.time.now += every) {
    if (seen) for (const slug of agents) await noteHeard(kernelOf(world.system), slug);
    await sweepAndReport(world.system, `s${world.time.now}`);
  }
}

/** What people were mailed about the installation, oldest first: template and reader. */
async function told(world: World): Promise<string[]> {
  const keys = new Set(world.queue.tasks.map(({ payload }) => payload.effectKey));
  const all = await Promise.all([...keys].map((key) => outbox(world, key)));
  return all.flatMap(({ effect }) =>
    effect.kind === 'send_mail' && effect.about !== undefined ? [`${effect.template} ${effect.to}`] : [],
  );
}

const toAdmins = (template: string): string[] => ['grace', 'alan', 'ada'].map((who) => `${template} ${who}`);

async function isRefused(world: World, id: string, times = 1): Promise<OutboxDocument> {
  await arrives(world, id);
  const effect = await effectOf(world, id, 'send_mail');
  world.faults.plan('mailer', ...Array.from({ length: times }, () => 'refuse' as const));
  await deliver(world, taskOf(effect));
  return outbox(world, effect.key);
}

describe('B9 an agent that is silent', () => {
  test('B9 is told to every admin once, however long it is silent, and its return once', async () => {
    const world = watched();
    await sweepsFor(world, 10 * MINUTE, { seen: true });
    expect(await told(world)).toEqual([]);
    await sweepsFor(world, SILENT);
    expect(await told(world)).toEqual([]);
    await sweepsFor(world, 6 * MINUTE);
    expect(await told(world)).toEqual(toAdmins('agent_silent'));
    await sweepsFor(world, 2 * DAY, { every: 5 * MINUTE });
    expect(await told(world)).toEqual(toAdmins('agent_silent'));
    await sweepsFor(world, 5 * MINUTE, { seen: true });
    expect(await told(world)).toEqual([...toAdmins('agent_silent'), ...toAdmins('agent_back')]);
    await sweepsFor(world, HOUR, { seen: true });
    await sweepsFor(world, 15 * MINUTE);
    expect(await told(world)).toEqual([...toAdmins('agent_silent'), ...toAdmins('agent_back'), ...toAdmins('agent_silent')]);
  });

  test('B9 is found by sweeps five minutes apart, too', async () => {
    const world = watched();
    await sweepsFor(world, 10 * MINUTE, { seen: true });
    await sweepsFor(world, 20 * MINUTE, { every: 5 * MINUTE });
    expect(await told(world)).toEqual(toAdmins('agent_silent'));
  });

  test('B9 a system that slept through the night waits for the agent to report, and tells nobody', async () => {
    const world = watched();
    await sweepsFor(world, 10 * MINUTE, { seen: true });
    for (let night = 0; night < 5; night += 1) {
      world.time.now += 9 * HOUR;
      await sweepsFor(world, MINUTE);
      await sweepsFor(world, HOUR, { seen: true, every: 2 * MINUTE });
    }
    expect(await told(world)).toEqual([]);
    // It fell asleep while it suspected.
    await sweepsFor(world, SILENT + MINUTE);
    world.time.now += 9 * HOUR;
    await sweepsFor(world, MINUTE);
    expect(await told(world)).toEqual([]);
  });

  test('B9 one that was never heard is told, too, after it was given its time', async () => {
    const world = watched();
    await sweepsFor(world, SILENT);
    expect(await told(world)).toEqual([]);
    await sweepsFor(world, 2 * MINUTE);
    expect(await told(world)).toEqual(toAdmins('agent_silent'));
    expect((await readOperations(world.system)).silent).toEqual([expect.objectContaining({ backend: agents[0], never: true })]);
    await sweepsFor(world, MINUTE, { seen: true });
    expect(await told(world)).toEqual([...toAdmins('agent_silent'), ...toAdmins('agent_back')]);
  });

  test('B9 it stands on the board as soon as it is so, and in a system that is well nothing is written', async () => {
    const world = watched();
    await sweepsFor(world, 2 * MINUTE, { seen: true });
    world.time.now += SILENT - MINUTE;
    expect((await readOperations(world.system)).silent).toEqual([]);
    world.time.now += MINUTE;
    expect((await readOperations(world.system)).silent).toEqual([
      { backend: agents[0], never: false, since: world.time.now - SILENT - MINUTE },
    ]);
    expect(await world.system.store.get({ collection: 'alarms', id: `agent:${agents[0]}` })).toBeUndefined();
  });
});

describe('N1 mails that are refused', () => {
  test('N1 seventeen at once are one alarm, and a line on the board with their number', async () => {
    const world = watched({ backends: [] as never });
    for (let n = 0; n < 17; n += 1) await isRefused(world, `rq${n}`);
    await sweepsFor(world, 5 * MINUTE);
    await sweepsFor(world, 2 * HOUR, { every: 5 * MINUTE });
    expect((await told(world)).filter((one) => one.startsWith('mails'))).toEqual(toAdmins('mails_refused'));
    const { refused, deadCount } = await readOperations(world.system);
    expect(refused).toMatchObject({ count: 17, isLeast: false, said: '550 no such user' });
    expect(deadCount).toBe(17);
  });

  test('N1 one that is taken at the next try is none; that they pass again is told once', async () => {
    const world = watched({ backends: [] as never });
    const refused = await isRefused(world, 'rq1');
    await sweepsFor(world, 5 * MINUTE);
    expect((await told(world)).filter((one) => one.startsWith('mails'))).toEqual(toAdmins('mails_refused'));
    const { replayDeadLetter } = await import('#kernel/app/dead-letters.ts');
    await replayDeadLetter(world.system, refused.key, 'grace');
    await deliver(world, taskOf(await outbox(world, refused.key)));
    expect((await readOperations(world.system)).refused).toBeUndefined();
    await sweepsFor(world, 5 * MINUTE);
    expect((await told(world)).filter((one) => one.startsWith('mails'))).toEqual([...toAdmins('mails_refused'), ...toAdmins('mails_pass')]);
  });

  test('N1 an alarm that is refused itself rings no other', async () => {
    const world = watched({ backends: [] as never });
    await isRefused(world, 'rq1');
    await sweepsFor(world, 5 * MINUTE);
    for (let round = 0; round < 6; round += 1) {
      for (const task of world.queue.tasks.filter(({ payload: { effectKey } }) => effectKey.startsWith('installation-'))) {
        world.faults.plan('mailer', 'refuse');
        await deliver(world, task);
      }
      await sweepsFor(world, 2 * HOUR, { every: 5 * MINUTE });
    }
    expect((await told(world)).filter((one) => one.startsWith('mails'))).toEqual(toAdmins('mails_refused'));
    expect((await readOperations(world.system)).refused?.count).toBe(1);
  });
});

test('B5 a dead letter that belongs to no request stands on the board and is mailed', async () => {
  const world = watched({ backends: [] as never });
  await world.system.store.transact(async (tx) => {
    const none = { shown: [], more: 0 };
    const about = mailOf(
      'release_report',
      { to: 'grace', about: { kind: 'release', id: 'r' } },
      {
        release: 'r',
        report: 1,
        counts: { ready: 0, missed: 0, blocking: 0, breaches: 0 },
        blocking: none,
        missed: none,
        ready: none,
        breaches: none,
      },
    );
    tx.set(
      { collection: 'outbox', id: 'x' },
      {
        key: 'x',
        kind: 'send_mail',
        subject: { kind: 'release', id: 'x' },
        effect: about,
        state: 'dead',
        open: false,
        createdAt: 1,
        dueAt: 1,
        sweepAt: 1,
        dispatches: 1,
        attempts: 10,
        finishedAt: 5,
        errors: [],
      },
    );
  });
  await sweepsFor(world, MINUTE);
  expect(await told(world)).toEqual(toAdmins('dead_letters'));
  expect(await readOperations(world.system)).toMatchObject({ deadCount: 1, deadSince: 5 });
});

describe('B8 data that is not sane', () => {
  const flag = { flag: 'data_unsound', backend: agents[0] ?? '', operator: 'a probe' } as const;
  const asked = { data: { command: ['check'], every: DAY, timeout: MINUTE, exitCode: 10 } };

  test.each([
    ['passed its check', asked, true],
    ['is not checked any more', {}, false],
  ])('B8 is told to every admin once, and once when it is over because it %s', async (_how, probes, isAsked) => {
    const backends = sampleRules.backends.filter(({ slug }) => slug === agents[0]).map((one) => ({ ...one, probes }));
    const world = watched({ backends });
    await sweepsFor(world, 2 * MINUTE, { seen: true });
    await raiseFlag(kernelOf(world.system), { ...flag, why: 'its data failed the check', id: 'up' });
    await sweepAndReport(world.system, 'up');
    if (isAsked) {
      await sweepsFor(world, HOUR, { seen: true });
      expect(await told(world)).toEqual(toAdmins('data_unsound'));
    }
    await lowerFlag(kernelOf(world.system), { ...flag, id: 'down' });
    await sweepsFor(world, HOUR, { seen: true });
    const mails = await told(world);
    expect(mails).toEqual(isAsked ? [...toAdmins('data_unsound'), ...toAdmins('data_unsound_over')] : []);
  });
});
