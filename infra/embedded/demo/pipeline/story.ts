import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expectTrue } from '#infra/embedded/demo/steps.ts';
import { readNotices } from './notices.ts';
import { asks, BACKEND, codesOf, comesTo, does, flagIn, shown, standsSo, WORKSPACE, type Scene } from './scene.ts';
import { STUDY } from './settings.ts';
import type { Told } from './typed.ts';

/** A person of the sample settings. */
const ASKER = 'ana';

/** Pipelines on a shared backend, as an operator plays them from the command line. */
export async function tellPipelines(scene: Scene): Promise<void> {
  await makeWorkspace(scene);
  const run = await twoPools(scene);
  await pause(scene, run);
  await maintenance(scene, run);
  await drain(scene, run);
  await heldBack(scene);
  await told(scene, run);
  await secondRun(scene);
}

async function makeWorkspace(scene: Scene): Promise<void> {
  const { steps, typed } = scene;
  steps.title('A study gets a workspace');
  const repository = `${STUDY.owner}/${STUDY.repository}`;
  const words = ['workspaces', 'add', WORKSPACE, '--repository', repository, '--purpose', 'Visits of practices', '--people', ASKER];
  await does(scene, 'it is added', words, ({ workspace, branch }) => `${workspace} of ${repository}, branch ${branch}`);
  const rows = await steps.step(
    'a preview says what would run, and why',
    () => typed.rows('runs', 'preview', WORKSPACE, '--on', BACKEND, '--actions', 'table'),
    (all) => all.map(({ action, plan, why }) => `${plan} ${action} (${why})`).join(', '),
  );
  expectTrue(rows.length === 3 && rows.every(({ plan }) => plan === 'run'), 'a preview of three actions that would run');
}

async function twoPools(scene: Scene): Promise<string> {
  scene.steps.title('A run of three actions, in two pools');
  const run = await asks(scene, 'it is made, at the newest commit', 'table', { jobs: 3, taken: 0, tell: ASKER });
  await comesTo(scene, run, 'both pools are at work at once', {
    patients: 'executing',
    practices: 'executing',
    table: 'waiting_on_dependencies',
  });
  await standsSo(scene, 'and the backend says so', ({ facts }) => {
    const slots = String(facts['slots']);
    return slots === 'default 1 of 2, database 1 of 1' ? slots : undefined;
  });
  return run;
}

async function pause(scene: Scene, run: string): Promise<void> {
  scene.steps.title('A pause');
  await does(scene, 'the backend is paused', ['backends', 'pause', BACKEND, '--why', 'a disk is changed'], () => '');
  const other = await asks(scene, 'another run is asked for', 'checks', { jobs: 1, taken: 0 });
  await comesTo(scene, other, 'it is held back', { checks: 'paused' });
  await standsSo(scene, 'the backend says why', (answer) => flagIn(answer, 'paused'));
  await comesTo(scene, run, 'what runs goes on', { patients: 'executing', practices: 'executing' });
  await does(scene, 'the backend is resumed', ['backends', 'resume', BACKEND], () => '');
  await comesTo(scene, other, 'and what waited runs', { checks: 'succeeded' });
}

async function maintenance(scene: Scene, run: string): Promise<void> {
  const { steps, database } = scene;
  steps.title('Maintenance of the database, found by a probe');
  const file = path.join(database, 'maintenance');
  await steps.step('the database goes into maintenance, and nobody says so', () => writeFile(file, ''));
  await standsSo(scene, 'a probe finds it', (answer) => flagIn(answer, 'found to be in maintenance'));
  const waiting = { patients: 'waiting_db_maintenance', practices: 'executing' };
  await comesTo(scene, run, 'the action that reads the database is stopped and waits, the other goes on', waiting);
  await steps.step('the maintenance ends', () => rm(file));
  await comesTo(scene, run, 'a probe finds that, too, and the action runs again by itself', {
    patients: 'succeeded',
    practices: 'executing',
  });
}

async function drain(scene: Scene, run: string): Promise<void> {
  scene.steps.title('A drain, before a reboot');
  await does(scene, 'the backend is drained', ['backends', 'drain', BACKEND, '--why', 'a new kernel'], () => '');
  await comesTo(scene, run, 'what runs is stopped and waits', { practices: 'waiting_on_reboot' });
  await standsSo(scene, 'the backend is ready: nothing runs there', ({ facts }) =>
    facts['ready'] === true ? `${facts['slots']}` : undefined,
  );
  await does(scene, 'it is resumed', ['backends', 'resume', BACKEND], () => '');
  const over = { patients: 'succeeded', practices: 'succeeded', table: 'succeeded' };
  await comesTo(scene, run, 'what was stopped runs again by itself, and then what needed it', over);
  const isOver = ({ facts }: Told): boolean => facts['endedAt'] !== undefined;
  const ended = await scene.steps.step('the run is over', () => scene.typed.until(['runs', 'show', run], isOver), stateOf);
  expectTrue(stateOf(ended) === 'succeeded', 'a run that has succeeded');
}

function stateOf({ facts }: Told): string {
  return String(facts['state']);
}

async function heldBack({ steps, kept }: Scene): Promise<void> {
  steps.title('What may be published of it');
  const { published, notice } = await steps.step(
    'the guard lets one table out',
    () => readNotices(kept, 'table'),
    (found) => found.published.join(', '),
  );
  expectTrue(published.includes('summary.csv') && !published.includes('visits.csv'), 'summary.csv published, and visits.csv not');
  await steps.step(
    'and holds the other back, with a notice on the backend',
    async () => notice,
    (text) => text.split('\n').filter(Boolean).slice(0, 2).join(': '),
  );
  expectTrue(/rows/.test(notice), 'a notice about too many rows');
}

/** K4. */
async function told({ steps, box }: Scene, run: string): Promise<void> {
  steps.title('One mail for the whole run');
  const mail = await steps.step(
    'whoever asked is told of its end',
    () => box.mail(`${ASKER}@example.org`, run),
    ({ subject }) => subject,
  );
  const lines = mail.text.split('\n');
  const held = lines.slice(lines.indexOf('Outputs that were held back'));
  await steps.step(
    'it says what was held back, and how long all took, and nothing of what is in the files',
    async () => lines.find((line) => line.startsWith('Took: ')) ?? '',
    (line) => line,
  );
  expectTrue(held.includes('* table') && lines.includes('Actions: 3 succeeded'), 'three actions, and outputs of one held back');
  const about = (await box.mails()).filter(({ subject }) => subject.includes(run));
  expectTrue(about.length === 1, 'one mail about the run');
}

async function secondRun(scene: Scene): Promise<void> {
  const { steps, typed } = scene;
  steps.title('A second run');
  const rows = await steps.step(
    'the newest outcomes of the workspace',
    () => typed.rows('workspaces', 'outcomes', WORKSPACE, '--on', BACKEND),
    (all) => shown(codesOf({ rows: all })),
  );
  expectTrue(rows.length === 4 && rows.every(({ code }) => code === 'succeeded'), 'four outcomes, all well');
  const run = await asks(scene, 'one more action is asked for: what has succeeded is taken', 'report', { jobs: 1, taken: 1 });
  await comesTo(scene, run, 'it is given the outputs of before', { report: 'succeeded' });
  const again = await does(scene, 'asked for once more, nothing runs', ['runs', 'add', WORKSPACE, '--on', BACKEND], ({ why }) =>
    String(why),
  );
  expectTrue(again['run'] === 'none', 'no further run');
}
