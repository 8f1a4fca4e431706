import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hash } from 'node:crypto';
import { createSignInTokens } from '#doors/sign-in-tokens.ts';
import { createLinkSigner } from '#doors/action-links.ts';
import { mailDependencies } from '#functions/wiring/mail-dependencies.ts';
import { requireSettings } from '#functions/wiring/settings.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { createSmtpMailer, type SmtpMailer } from '#platform/smtp-mailer.ts';
import { cancelRun } from '#products/pipelines/app/cancel-run.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import { headId } from '#products/pipelines/domain/places.ts';
import { updateAgentTask } from '#products/rehearsal/app/agent-tasks.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { listNotifications } from '#products/rehearsal/app/mail-ledger.ts';
import { sendAgain } from '#products/rehearsal/app/send-again.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { mortal } from '#test/support/application/faults.ts';
import { deliver, taskOf, type World } from '#test/support/application/world.ts';
import { openSharedWorld, settles, tasksOf } from '#test/support/pipelines/installed.ts';
import { by, finished, prepared } from '#test/support/pipelines/town.ts';
import { startSmtp, type TestSmtp } from '#test/support/smtp.ts';

const A = 'a'.repeat(16);
const B = 'b'.repeat(16);
const C = 'c'.repeat(16);

type Told = readonly string[];

/** Mails are written as the installation writes them. */
function opened(): World {
  const world = openSharedWorld();
  const settings = requireSettings(sampleSettings({ data: '/data', publicUrl: 'https://rehearsal.example.org' }));
  const signing = { keys: [Buffer.alloc(32, 1)], baseUrl: settings.publicUrl };
  const [links, tokens] = [createLinkSigner(signing), createSignInTokens(signing)];
  return { ...world, mailDependencies: mailDependencies({ settings, system: world.system, links, signIn: { tokens } }, world.mailer) };
}

async function makes({ system }: World, id: string, steps: Parameters<typeof prepared>[1], tells?: Told, workspace = 'ws'): Promise<void> {
  const house = { ...houseOf(system), sha1: (text: string) => hash('sha1', text) };
  const head = (await system.store.get({ collection: 'runHeads', id: headId('local', workspace) }))?.version ?? 0;
  await createRun(house, prepared(id, steps, { head, workspace, ...(tells === undefined ? {} : { tells }) }), { id: `make:${id}`, by });
}

async function ends(world: World, action: string, over: { exitCode?: number; cause?: 'exited' | 'worker_lost' } = {}): Promise<void> {
  const task = (await tasksOf(world)).find(({ body }) => body.kind === 'action' && body.action === action);
  if (task === undefined) throw new Error(`nothing asks for ${action}`);
  await updateAgentTask(world.system, world.outputs, 'local', task.id, task.fencing, { ...finished, ...over });
  await settles(world);
}

async function cancels({ system }: World, id: string, who = 'ruth'): Promise<void> {
  await cancelRun(houseOf(system), id, { id: `cancel:${id}`, by, who });
}

describe('K4 whoever asked for a run is told of its end', () => {
  test('K4 N10 one mail a run, not one a job, in a thread of its own, and the ledger has it', async () => {
    const world = opened();
    await makes(world, A, { extract: {}, model: { needs: ['extract'] }, table: { needs: ['model'] }, checks: {} }, ['grace']);
    await settles(world);
    await ends(world, 'checks');
    expect(world.mailer.sent).toEqual([]);
    await ends(world, 'extract', { exitCode: 2 });
    expect(world.mailer.sent).toMatchObject([
      {
        to: { address: 'grace@example.org' },
        subject: `[Rehearsal (sample)] ${A}: 1 action failed — ws on local`,
        inReplyTo: `<run-${A}@example.org>`,
        messageId: expect.stringContaining(`<run.${A}-`),
      },
    ]);
    const [mail] = world.mailer.sent;
    expect(mail?.text).toContain('* extract: its program ended with exit code 2\n');
    expect(mail?.text).toContain('* model and table, because extract did not succeed\n');
    expect((await listNotifications(world.system)).entries).toMatchObject([
      { belongsTo: { kind: 'run', id: A }, template: 'run_ended', person: 'grace', state: 'accepted', attempts: 1 },
    ]);
  });

  test('K4 N1 nobody but people of the settings, each once; who is nobody’s asker is told nothing', async () => {
    const world = opened();
    await makes(world, A, { a: {} }, ['grace', 'gone', 'ruth']);
    await makes(world, B, { b: {} });
    await settles(world);
    await ends(world, 'a');
    await ends(world, 'b');
    expect(world.mailer.sent.map(({ to }) => to.address)).toEqual(['grace@example.org', 'ruth@example.org']);
    const { entries } = await listNotifications(world.system);
    expect(entries.map(({ person, state, response }) => [person, state, response])).toContainEqual([
      'gone',
      'skipped',
      'no longer in the settings',
    ]);
  });

  test('K4 O5 a run that somebody else cancelled is told of at once, once, and says who it was', async () => {
    const world = opened();
    await makes(world, A, { a: {}, b: { needs: ['a'] } }, ['grace']);
    await settles(world);
    await cancels(world, A);
    await cancels(world, A, 'somebody later');
    await settles(world);
    expect(world.mailer.sent.map(({ subject }) => subject)).toEqual([`[Rehearsal (sample)] ${A}: cancelled by ruth — ws on local`]);
    expect(world.mailer.sent[0]?.text).toContain('* a and b, by ruth\n');
  });

  test('K4 R9 work that was lost for good is told of as that', async () => {
    const world = opened();
    await makes(world, A, { a: {} }, ['grace']);
    await settles(world);
    for (let n = 0; n <= world.system.rules.pipelines.retries; n += 1) await ends(world, 'a', { cause: 'worker_lost' });
    expect(world.mailer.sent).toHaveLength(1);
    expect(world.mailer.sent[0]?.text).toContain('* a: its agent lost it, the last of 4 attempts that were lost\n');
  });

  test('K4 N8 what waits for its reader’s hour comes in one mail with those of the other product; it can be sent again', async () => {
    const world = opened();
    world.system.rules.people = world.system.rules.people.map((one) => (one.id === 'grace' ? { ...one, digestAt: '12:00' } : one));
    await makes(world, A, { a: {} }, ['grace']);
    await makes(world, B, { b: {} }, ['grace']);
    await settles(world);
    await ends(world, 'a');
    await ends(world, 'b');
    const back = mailOf('agent_back', { to: 'grace' }, { backend: 'local', since: world.time.now });
    const other = notificationDocument(world.system, { kind: 'backend', id: 'local' }, 'k', back, world.time.now);
    await world.system.store.transact(async (tx) => tx.create({ collection: 'outbox', id: other.key }, other));
    await deliver(world, taskOf(other));
    expect(world.mailer.sent).toEqual([]);
    world.time.now += 4 * HOUR;
    await settles(world);
    expect(world.mailer.sent.map(({ subject }) => subject)).toEqual([
      `[Rehearsal (sample)] 3 messages: succeeded, an agent is reporting again — ${A}, ${B}, agent`,
    ]);
    const [entry] = (await listNotifications(world.system)).entries;
    expect(await sendAgain(world.system, { mail: entry?.key ?? '', by: { kind: 'operator', id: 'grace' } })).toBe('ordered');
    world.time.now += 2 * MINUTE;
    await sweep(world.system, 's2');
    await settles(world);
    expect(world.mailer.sent).toHaveLength(2);
  });
});

/** What may happen, in any order. */
const moves = ['deliver', 'twice', 'crash', 'end', 'fail', 'lose', 'cancel', 'sweep', 'time'] as const;
const troubles = ['none', 'throw', 'lost', 'crash_before', 'crash_after'] as const;
const move = fc.record({ move: fc.constantFrom(...moves), which: fc.nat(50), trouble: fc.constantFrom(...troubles) });

const RUNS: Readonly<Record<string, Told | undefined>> = { [A]: ['grace'], [B]: ['grace', 'ruth'], [C]: undefined };

interface Chaos {
  world: World;
  /** How often nobody could know whether a mail had gone out. */
  unknown: number;
}

async function happens(
  chaos: Chaos,
  { move: what, which, trouble }: { move: (typeof moves)[number]; which: number; trouble: (typeof troubles)[number] },
) {
  const { world } = chaos;
  const task = world.queue.tasks[which % Math.max(1, world.queue.tasks.length)];
  if (what === 'deliver' || what === 'twice' || what === 'crash') {
    if (task === undefined) return;
    const before = world.mailer.sent.length;
    if (what === 'crash') world.faults.next = (port) => (port === 'mailer' || port === 'queue' ? trouble : 'none');
    await mortal(world.faults, () => deliver(world, task)).catch(() => undefined);
    world.faults.next = () => 'none';
    if (what === 'crash' && (trouble === 'lost' || trouble === 'crash_after')) chaos.unknown += world.mailer.sent.length - before;
    if (what === 'twice') await Promise.all([deliver(world, task), deliver(world, task)]);
  } else if (what === 'cancel') await cancels(world, [A, B, C][which % 3] ?? A);
  else if (what === 'sweep') await sweep(world.system, `sweep-${world.time.now}`);
  else if (what === 'time') world.time.now += which * MINUTE;
  else await agentTells(world, what, which);
}

async function agentTells(world: World, what: string, which: number): Promise<void> {
  const open = await tasksOf(world);
  const task = open[which % Math.max(1, open.length)];
  if (task === undefined) return;
  const over = what === 'fail' ? { exitCode: 1 } : what === 'lose' ? { cause: 'worker_lost' as const } : {};
  const told = task.body.kind === 'cancel' ? { cause: 'cancelled' as const } : over;
  await updateAgentTask(world.system, world.outputs, 'local', task.id, task.fencing, { ...finished, ...told });
}

/** All that is promised is done: nothing goes wrong any more. */
async function comesToRest(chaos: Chaos): Promise<void> {
  const { world } = chaos;
  const { store } = world.system;
  for (let round = 0; round < 60; round += 1) {
    world.time.now += 20 * MINUTE;
    await sweep(world.system, `rest-${round}`);
    const due = world.queue.tasks.splice(0);
    for (const task of due) await deliver(world, task);
    for (const [n] of (await tasksOf(world)).entries()) await agentTells(world, 'end', n);
    const open = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 100 });
    const runs = await Promise.all(Object.keys(RUNS).map((id) => store.get({ collection: 'runs', id })));
    if (runs.every((run) => run?.state.ended !== undefined) && open.every(({ document }) => document.kind !== 'send_mail')) return;
  }
  throw new Error('it never comes to rest');
}

test('K4 N1 Z2 whatever order ends, duplicates and crashes come in, each who is told has one mail of a run, and a copy only where nobody knew of the first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 60 }), async (all) => {
      const chaos: Chaos = { world: opened(), unknown: 0 };
      const { world } = chaos;
      await makes(world, A, { a: {}, b: { needs: ['a'] } }, RUNS[A]);
      await makes(world, B, { c: {}, d: {} }, RUNS[B], 'other');
      await makes(world, C, { e: {} }, RUNS[C], 'third');
      for (const one of all) await happens(chaos, one);
      await comesToRest(chaos);
      const { sent } = world.mailer;
      const names = new Map(
        sent.map(({ messageId, headers, to }) => [messageId, `${headers?.['X-Rehearsal-Effect']?.slice(0, 20)} ${to.address}`]),
      );
      expect([...names.values()].toSorted()).toEqual([
        `run.${A} grace@example.org`,
        `run.${B} grace@example.org`,
        `run.${B} ruth@example.org`,
      ]);
      expect(sent.length).toBeLessThanOrEqual(names.size + chaos.unknown);
      const { entries } = await listNotifications(world.system);
      expect(entries.map(({ state, template }) => `${template} ${state}`)).toEqual(Array.from({ length: 3 }, () => 'run_ended accepted'));
    }),
    { numRuns: 25 },
  );
}, 60_000);

describe('K4 over SMTP', () => {
  let server: TestSmtp;
  let mailer: SmtpMailer;
  beforeAll(async () => {
    server = await startSmtp();
    mailer = createSmtpMailer({ url: server.url });
  });
  afterAll(async () => {
    mailer.close();
    await server.close();
  });

  test('K4 N1 the mail of a run goes to the address of whoever asked, as text and HTML, once, and nothing that the agent said is in it', async () => {
    const world = opened();
    world.mailDependencies.mailer = mailer;
    await makes(world, A, { extract: {}, model: { needs: ['extract'] } }, ['ada']);
    await settles(world);
    await ends(world, 'extract', { exitCode: 137 });
    expect(server.mails).toMatchObject([{ to: ['ada@work.example.org'] }]);
    const raw = server.mails[0]?.raw.toString() ?? '';
    expect(raw).toMatch(new RegExp(`^Message-ID: <run\\.${A}-\\d+-0-send_mail@`, 'im'));
    expect(raw).toContain('multipart/alternative');
    expect(raw.replaceAll('=\r\n', '')).toContain('* extract: its program ended with exit code 137');
    expect((await listNotifications(world.system)).entries).toMatchObject([{ state: 'accepted', response: '250 kept' }]);
  });
});
