import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '#infra/embedded/demo/client.ts';
import { createSteps } from '#infra/embedded/demo/steps.ts';
import { tellMainStory, tellRefusal, tellRejection, type Place } from '#infra/embedded/demo/story.ts';
import { quietPort } from '#test/support/quiet-port.ts';
import { startRuntime, type Runtime } from '#infra/embedded/runtime.ts';
import { keepSecrets } from '#infra/embedded/secrets.ts';
import { readEmbeddedConfig } from '#platform/config.ts';
import { eventually, WIDE_QUOTAS, operatorTokenOf } from '#test/support/embedded.ts';
import { openHeldWitness, type HeldWitness } from '#test/support/held-witness.ts';
import { inGate } from '#test/support/how-long.ts';
import { inOrderOf, killPoints, makeWatched, overheard, type Ground } from '#test/support/kill-points.ts';
import { doubleMails, foldOfTimeline, ledgerGaps, openEffects, requestsOf, sheetGaps } from '#test/support/after-kills.ts';
import { seededRandom } from '#test/support/seeded-random.ts';
import { processesWith, startVictim, type Victim } from '#test/support/victim.ts';

/** So often at each kind of moment. */
const TIMES = inGate(1, { long: 5 });
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000_000);
const random = seededRandom(seed);

let folder: string;
let environment: Record<string, string>;
let runtime: Runtime;
let witness: HeldWitness | undefined;
const kills: number[] = [];
const hit: string[] = [];
const told = { rounds: 0 };

beforeAll(
  async () => {
    console.info(`kill test: KILL_SEED=${seed} tells the same order of moments again`);
    folder = await mkdtemp(path.join(tmpdir(), 'kill-'));
    const data = path.join(folder, 'data');
    const settings = path.join(folder, 'settings.json');
    witness = openHeldWitness(path.join(folder, 'runs'));
    await writeFile(settings, JSON.stringify({ rules: { quotas: WIDE_QUOTAS }, backends: [witness.backend] }));
    environment = { PORT: String(await quietPort()), REHEARSAL_DATA: data, REHEARSAL_SETTINGS: settings };
    await makeWatched(data);
    const { secrets } = await keepSecrets(data);
    const url = `http://127.0.0.1:${environment['PORT']}`;
    const { client, asked } = overheard(
      createClient({
        url,
        webhookSecret: secrets.webhookSecrets[0] ?? '',
        operatorToken: () => operatorTokenOf(data),
        patience: 300_000,
        persistent: true,
      }),
    );
    let step = '';
    const place: Place = { client, steps: createSteps((text) => void (step = text)), sheet: path.join(data, 'approvals.csv') };
    const over = { kills: false };
    const ground = { data, witness: path.join(folder, 'runs'), random, asked, start: await startOnce() };
    const stories = tellUntil(place, () => over.kills).catch((error: unknown) => new Error(`at "${step.trim()}": ${String(error)}`));
    const failed = stories.then((error) => Promise.reject(error ?? new Error('the stories ended before the kills')));
    const victim = await Promise.race([killAgainAndAgain(ground), failed]);
    failed.catch(() => undefined);
    over.kills = true;
    const broken = await stories;
    const code = await victim.end('SIGTERM');
    if (broken !== undefined) throw new Error(`${broken.message}\n${victim.said().slice(-3000)}`);
    expect(code).toBe(0);
    runtime = await startRuntime(readEmbeddedConfig(environment), { agent: false });
  },
  inGate(1_800_000, { long: 7_200_000 }),
);

afterAll(async () => {
  await runtime?.stop();
  witness?.close();
  if (process.env['KILL_KEEP'] === undefined) await rm(folder, { recursive: true, force: true });
});

/** The demo's stories, one after the other, until the killing is over and the last of them has ended. */
async function tellUntil(place: Place, isOver: () => boolean): Promise<undefined> {
  do {
    await tellMainStory(place);
    await tellRefusal(place);
    await tellRejection(place);
    told.rounds += 1;
  } while (!isOver());
}

/** A first life that ends as it is asked to; milliseconds to its ready line. */
async function startOnce(): Promise<number> {
  const began = performance.now();
  const victim = startVictim(environment);
  expect(await victim.ready).toBe(true);
  const took = performance.now() - began;
  expect(await victim.end('SIGTERM')).toBe(0);
  return took;
}

/** Every kind of moment has its kills, each as soon as the moment has come, however slow the machine. The last life is let live. */
async function killAgainAndAgain(ground: Ground): Promise<Victim> {
  let victim = startVictim(environment);
  for (const { kind, reached } of inOrderOf(random, TIMES)) {
    const { gone, said } = victim;
    const died = gone.then(() => Promise.reject(new Error(`it died by itself before "${kind}":\n${said().slice(-3000)}`)));
    died.catch(() => undefined);
    await Promise.race([reached(ground, victim), died]);
    kills.push(Date.now());
    hit.push(kind);
    await victim.end('SIGKILL');
    victim = startVictim(environment);
  }
  return victim;
}

test('E1 it was killed at every kind of moment', () => {
  expect(hit.toSorted()).toEqual(killPoints.flatMap(({ kind }) => Array.from({ length: TIMES }, () => kind)).toSorted());
});

test('E1 every story ended as it should, and nothing was left over', async () => {
  const { system } = runtime.parts;
  console.info(
    `kill test: ${kills.length} kills in ${(((kills.at(-1) ?? 0) - (kills[0] ?? 0)) / 1000).toFixed(0)} s, ${told.rounds} rounds of stories`,
  );
  const requests = await requestsOf(system.store);
  const ended = (how: string): number => requests.filter(({ status }) => status === how).length;
  expect([requests.length, ended('approved'), ended('rejected')]).toEqual([2 * told.rounds, told.rounds, told.rounds]);
  // A mail whose server was killed under it several times waits for its back-off.
  await eventually(
    'the queue of effects to be worked off',
    async () => ((await openEffects(system.store)).length === 0 ? true : undefined),
    300_000,
  );
  expect(await system.store.query({ index: 'outboxDead', equal: { state: 'dead' }, limit: 100 })).toEqual([]);
  await eventually('no half-written file', async () =>
    (await readdir(environment['REHEARSAL_DATA'] ?? '')).some((name) => name.endsWith('.tmp')) ? undefined : true,
  );
  await eventually('no process of another life', () => (processesWith(folder).length === 0 ? true : undefined));
}, 400_000);

test('R2 each job ran once, in one attempt', async () => {
  const requests = await requestsOf(runtime.parts.system.store);
  const ran = (await readFile(path.join(folder, 'runs'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => line.replace(/ .*/, ''));
  const runs = requests.flatMap(({ state }) => state.jobs.flatMap((job) => job.runs));
  expect(ran.toSorted()).toEqual(runs.map(({ id }) => id).toSorted());
  expect(runs.filter(({ attempt }) => attempt > 1)).toEqual([]);
});

test('N1 each mail is in the mailbox, and twice only when a kill came between its acceptance and the ledger', async () => {
  const mails = (runtime.mailbox?.list() ?? []).flatMap(({ id }) => runtime.mailbox?.get(id) ?? []);
  expect(await ledgerGaps(runtime.parts.system.store, mails)).toEqual([]);
  const doubles = await doubleMails(runtime.parts.system.store, mails, kills);
  console.info(`kill test: ${mails.length} mails, ${doubles.explained} sent twice around a kill`);
  expect(doubles.unexplained).toEqual([]);
});

test('Z1 every timeline is without gaps and folds to the state; the sheet says what the store says', async () => {
  for (const { id, state } of await requestsOf(runtime.parts.system.store))
    expect(await foldOfTimeline(runtime.parts.system.store, id)).toEqual(state);
  expect(await sheetGaps(runtime)).toEqual([]);
});
