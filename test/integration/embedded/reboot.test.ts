import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { agentFolder } from '#infra/embedded/agent-folder.ts';
import { createTyped, type Typed } from '#infra/embedded/demo/pipeline/typed.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { urlOf } from '#products/pipelines/domain/ask/repository.ts';
import { makeStudy } from '#test/integration/agent/actions-scene.ts';
import { eventually, startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { inGate } from '#test/support/how-long.ts';
import { openMachine, type AgentMachine } from '#test/support/reboots/machine.ts';
import { holdUp, lockOfOutputs, lockOfRepository, openWitness, studyFiles, twiceAtOnce } from '#test/support/reboots/study.ts';
import { seededRandom } from '#test/support/seeded-random.ts';

const tides = { owner: 'example-org', repository: 'tides' };
const winds = { owner: 'example-org', repository: 'winds' };
const ACTIONS = ['db_read', 'fit', 'plot', 'db_late'];

let folder: string;
let home: Embedded;
let machine: AgentMachine;
let typed: Typed;
let witness: ReturnType<typeof openWitness>;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'rehearsal-reboot-'));
  witness = openWitness(path.join(folder, 'witness'));
  const places = [tides, winds].map((one) => {
    const lies = path.join(folder, one.repository);
    makeStudy(lies, studyFiles(ACTIONS, witness.folder));
    return { ...one, baseRef: 'main', path: path.join(lies, '.git'), registryFile: 'project.yaml' };
  });
  const [local] = sampleSettings({ data: '.', publicUrl: 'http://127.0.0.1' }).backends;
  home = await startEmbedded({
    agent: false,
    settings: {
      repositories: places,
      backends: [{ ...local, sandbox: 'none', pools: { default: { slots: 2 }, database: { slots: 1 } } }],
      pipelines: {
        repositories: ['example-org'],
        images: ['ehrql', 'node'],
        retries: 20,
        actions: { command: ['{node}', '{workdir}/run-action.mjs', '{args}'] },
      },
    },
  });
  const { url, parts } = home.runtime;
  typed = createTyped({ url, token: parts.operatorToken, patience: 60_000 });
  const data = path.join(agentFolder(parts.config), 'local');
  machine = openMachine(data, { url, token: parts.secrets.agentTokens['local']?.[0] ?? '' });
  for (const { repository } of [tides, winds])
    await typed.say('workspaces', 'add', repository, '--repository', `example-org/${repository}`, '--purpose', 'Tests', '--people', 'ana');
});

afterEach(async () => {
  await machine.dies();
  await home.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function asks(workspace: string, ...actions: string[]): Promise<string> {
  const facts = await typed.facts('runs', 'add', workspace, '--on', 'local', '--actions', actions.join(','));
  return String(facts['run']);
}

async function comesTo(run: string, wanted: Record<string, string>): Promise<void> {
  await typed.until(['runs', 'show', run], ({ rows }) => {
    const codes = Object.fromEntries(rows.map(({ action, code }) => [String(action), String(code)]));
    return Object.entries(wanted).every(([action, code]) => codes[action] === code);
  });
}

const reboots = async (boot: string | undefined): Promise<void> => {
  await machine.dies();
  witness.dies();
  machine.start(boot);
};

test('K5 R4 a reboot that nobody announced, at once, with two workspaces and both pools at work in every stage: all of it runs again, nothing twice at once', async () => {
  machine.start('one');
  const going = {
    making: holdUp(lockOfRepository(machine.data, urlOf(winds))),
    keeping: holdUp(lockOfOutputs(machine.data, 'tides', 'fit')),
  };
  witness.lets('fit');
  const [first, second] = [await asks('tides', 'db_read', 'fit'), await asks('winds', 'plot')];
  await comesTo(first, { db_read: 'executing', fit: 'finalizing' });
  await comesTo(second, { plot: 'preparing' });
  await machine.dies();
  going.making();
  going.keeping();
  await reboots('two');
  const isAgain = (name: string): boolean => witness.told().filter((one) => one.what === 'begins' && one.name === name).length === 2;
  await eventually('what ran to run again', () => (['tides/db_read', 'tides/fit'].every(isAgain) ? true : undefined));
  for (const action of ['db_read', 'plot']) witness.lets(action);
  await comesTo(first, { db_read: 'succeeded', fit: 'succeeded' });
  await comesTo(second, { plot: 'succeeded' });
  expect(twiceAtOnce(witness.told())).toEqual([]);
  const { facts } = await typed.say('backends', 'status', 'local');
  expect(facts).toMatchObject({ running: 0, slots: 'default 0 of 2, database 0 of 1' });
  expect(String(facts['rebooted'])).toMatch(/^\d{4}-/);
}, 180_000);

test('B2 a drain for a reboot: what runs is stopped, it is ready, and a reboot at once ends it: all runs again by itself, though nobody was silent for long', async () => {
  machine.start('one');
  const keeping = holdUp(lockOfOutputs(machine.data, 'tides', 'fit'));
  witness.lets('fit');
  const [first, second] = [await asks('tides', 'db_read', 'fit'), await asks('winds', 'plot', 'db_late')];
  await comesTo(first, { db_read: 'executing', fit: 'finalizing' });
  await comesTo(second, { plot: 'executing', db_late: 'waiting_on_db_workers' });
  await typed.say('backends', 'drain', 'local', '--why', 'a new kernel', '--resume');
  await comesTo(first, { db_read: 'waiting_on_reboot' });
  expect((await typed.say('backends', 'status', 'local')).rows).toContainEqual(
    expect.objectContaining({ name: 'tides/fit', pace: 'stopping', stoppingSince: expect.any(String) }),
  );
  keeping();
  await typed.until(['backends', 'status', 'local'], ({ facts }) => facts['ready'] === true);
  const begun = witness.told().length;
  await reboots('two');
  await typed.until(['backends', 'status', 'local'], ({ facts }) => facts['draining'] === false);
  for (const action of ACTIONS) witness.lets(action);
  await comesTo(first, { db_read: 'succeeded', fit: 'succeeded' });
  await comesTo(second, { plot: 'succeeded', db_late: 'succeeded' });
  const after = witness.told().slice(begun + 1);
  expect(new Set(after.map(({ name }) => name))).toEqual(new Set(['tides/db_read', 'winds/plot', 'winds/db_late']));
  expect(twiceAtOnce(witness.told())).toEqual([]);
}, 180_000);

test('K5 a machine that comes back without anything that its agent remembered: what ran is lost at once, and runs again', async () => {
  machine.start('one');
  const run = await asks('tides', 'db_read', 'fit');
  await comesTo(run, { db_read: 'executing', fit: 'executing' });
  await machine.dies();
  for (const name of readdirSync(machine.data)) rmSync(path.join(machine.data, name), { recursive: true });
  await reboots(undefined);
  for (const action of ACTIONS) witness.lets(action);
  await comesTo(run, { db_read: 'succeeded', fit: 'succeeded' });
  expect(twiceAtOnce(witness.told())).toEqual([]);
}, 180_000);

test('K5 B2 reboots at any moment, told and not told, with and without a drain: everything ends well, and nothing ran twice at once', async () => {
  const seed = Date.now() % 100_000;
  const random = seededRandom(seed);
  machine.start('boot-0');
  const runs = [await asks('tides', 'run_all'), await asks('winds', 'run_all')];
  for (let n = 1; n <= inGate(4, { long: 20 }); n += 1) {
    await sleep(500 + random() * 4_000);
    if (random() < 0.4) await typed.say('backends', 'drain', 'local', '--why', 'again', '--resume');
    await sleep(random() * 3_000);
    await reboots(random() < 0.3 ? undefined : `boot-${n}`);
    await typed.say('backends', 'resume', 'local');
  }
  for (const action of ACTIONS) witness.lets(action);
  for (const run of runs) await comesTo(run, Object.fromEntries(ACTIONS.map((action) => [action, 'succeeded'])));
  expect([seed, twiceAtOnce(witness.told())]).toEqual([seed, []]);
  expect((await typed.say('backends', 'status', 'local')).facts).toMatchObject({ running: 0, slots: 'default 0 of 2, database 0 of 1' });
}, 300_000);
