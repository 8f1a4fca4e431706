import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { addWorkspace } from '#products/pipelines/app/workspaces.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { noticeRef } from '#contexts/telling/app/mail-ledger.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { by, prepared } from '#test/support/pipelines/town.ts';
import { invite, openHouse, runEnds, START, toRunning, type House } from '#test/support/page-house.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

/** Rows of every list: more than any page has. */
const ROWS = 60;

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (let n = 0; n < ROWS; n += 1) {
    house.time.now += 60_000;
    await person(n);
    await letter(n);
    await mail(n);
    await token(n);
    await request(n);
  }
  await studies();
  await heavyRequest();
}, 240_000);
afterAll(() => house.close());

const wide = (letters: number): string => '漢字 '.repeat(letters).slice(0, letters);
const long = (letters: number): string => 'a <b>long</b> & wordy text '.repeat(letters).slice(0, letters).trim();

let commands = 0;

/** Of the longest name, with every kind of role at many places. */
async function person(n: number): Promise<void> {
  const asks = (asked: Parameters<typeof changeAccount>[3]): Promise<unknown> =>
    changeAccount(kernelOf(house.system), `person-${n}`, { id: `c${(commands += 1)}`, by: { kind: 'person', id: 'grace' } }, asked);
  await asks({ command: 'invite_person', named: 'grace', profile: { name: `${wide(110)}${n}`, email: `person-${n}@example.org` } });
  for (let place = 0; place < 5; place += 1)
    await asks({
      command: 'give_grant',
      named: 'grace',
      role: 'researcher',
      where: { workspace: `a-study-of-a-long-name-number-${place}` },
    });
}

async function letter(n: number): Promise<void> {
  const id = `rq${n}`;
  const key = `${id}.1.send_mail`;
  const subject = { kind: 'request', id };
  const errors = Array.from({ length: 8 }, (_, at) => ({ at: START + at, message: at % 2 === 0 ? long(2_000) : wide(2_000) }));
  const times = { createdAt: START, dueAt: START, sweepAt: START, finishedAt: START + n };
  const counts = { dispatches: 9, attempts: 8, replays: 3 };
  const document = {
    key,
    kind: 'send_mail',
    subject,
    effect: { kind: 'send_mail', subject },
    state: 'dead',
    open: false,
    ...times,
    ...counts,
    errors,
  };
  await house.system.store.transact(async (tx) => tx.set({ collection: 'outbox', id: key }, document as unknown as OutboxDocument));
}

async function mail(n: number): Promise<void> {
  const key = `k${n}.1.send_mail`;
  await house.system.store.transact(async (tx) =>
    tx.set(noticeRef(key), {
      key,
      belongsTo: { kind: 'release', id: '3.4.1' },
      template: 'mails_pass',
      person: 'grace',
      subject: wide(200),
      messageId: `<${n}@example.org>`,
      createdAt: START + n,
      state: 'rejected',
      response: long(300),
      attempts: 8,
    }),
  );
}

async function token(n: number): Promise<void> {
  const body = new URLSearchParams([
    ['holder', `client.a-program-of-a-long-name-number-${n}`],
    ['everywhere', 'yes'],
    ...['requests.read', 'requests.decide', 'backends.read', 'operations.read', 'outputs.read', 'runs.read'].map((one) => [
      'permissions',
      one,
    ]),
    ['_back', '/tokens'],
    ['_form', `f-${n}`],
  ]);
  const answer = await fetch(`${house.url}/do/token_make`, { method: 'POST', body, redirect: 'manual' });
  expect([await answer.text(), answer.status]).toEqual([expect.anything(), 200]);
}

/** All its texts long, and what it wrote differs in every line. */
async function request(n: number): Promise<void> {
  const lines = Array.from({ length: 20 }, (_, at) => ({ kind: 'exact', line: `${at} ${long(400)}` }) as const);
  const guest = await invite(house, {
    id: `request${n}`,
    submission: {
      contributor: { name: wide(100), email: 'ada@example.org', githubLogin: 'ada' },
      reason: long(2_000),
      localProof: wide(2_000),
      jobs: [sampleAsk({ name: `Count${'EveryThing'.repeat(8)}Job`, module: 'topic_jobs', expectedOutput: lines })],
    },
  });
  await toRunning(guest);
  if (n % 2 === 0) await runEnds(guest, { stdout: Array.from({ length: 500 }, (_, at) => `${at} ${wide(400)}`) });
}

/** Jobs of one request; a form takes more of them. */
const JOBS = 8;

/** Each of its jobs wrote something else than was expected. */
async function heavyRequest(): Promise<void> {
  const jobs = Array.from({ length: JOBS }, (_, n) => {
    const name = `Count${'EveryThing'.repeat(5)}${n}Job`;
    const expectedOutput = Array.from({ length: 5 }, (__, at) => ({ kind: 'exact', line: `${at} ${long(60)}` }) as const);
    return sampleAsk({
      name,
      module: 'topic_jobs',
      expectedOutput,
      parameters: Object.fromEntries([...'abc'].map((one) => [one, long(40)])),
    });
  });
  const guest = await invite(house, { id: 'heavy', submission: { reason: long(2_000), localProof: wide(2_000), jobs } });
  await toRunning(guest);
  for (let n = 0; n < JOBS; n += 1) {
    if ((await guest.state()).status !== 'running') break;
    const { jobs: all } = await runEnds(guest, { stdout: Array.from({ length: 500 }, (_, at) => `${at} ${wide(60)}`) });
    for (const { id } of all.flatMap(({ runs }) => runs))
      house.outputs.set(id, { stdout: Array.from({ length: 500 }, (_, at) => `${at} ${wide(60)}`), stderr: [] });
  }
  const run = (await guest.state()).jobs[0]?.runs[0]?.id ?? '';
  const question = (await guest.state()).questions.find(({ kind, state }) => kind === 'verdict' && state === 'open')?.id ?? 0;
  addresses.push(
    '/requests/heavy',
    new URL(house.links.statusUrl('heavy')).pathname,
    '/requests/heavy/trace',
    `/operations/${encodeURIComponent(run)}`,
  );
  addresses.push(`/requests/heavy/answers/${question}/reject`);
}

async function studies(): Promise<void> {
  const tools = askTools({ system: house.system }, house.host).house;
  for (let n = 0; n < ROWS; n += 1) {
    house.time.now += 60_000;
    const name = `a-study-of-a-long-name-number-${n}`;
    const asked = { name, repository: 'opensafely/a-repository-of-a-long-name', branch: 'main', purpose: long(500), people: [] };
    expect(await addWorkspace(house.system, asked, { id: name, operator: 'grace' })).toHaveProperty('added');
    const actions = Object.fromEntries(
      Array.from({ length: n === 0 ? 300 : 3 }, (_, at) => [`generate_the_study_population_of_measure_${at}`, {}]),
    );
    const run = prepared(n.toString(16).padStart(16, '0'), actions, { workspace: name });
    expect(await createRun(tools, run, { id: `make:${name}`, by })).toHaveProperty('run');
  }
}

const first = 'a-study-of-a-long-name-number-0';
const addresses = [
  '/people',
  '/people/person-7',
  '/roles',
  '/audit',
  '/dead-letters',
  '/mails',
  '/tokens',
  '/operations',
  '/board',
  '/board?status=awaiting_verdict',
  '/board?status=running',
  '/verdicts',
  '/requests/request0',
  '/requests/request1',
  '/requests/request0/trace',
  '/workspaces',
  `/workspaces/${first}`,
  '/runs',
  `/runs/${'0'.repeat(16)}`,
  `/runs/${'0'.repeat(16)}/graph`,
  '/backends',
  '/backends/local',
  '/backends/local/history',
  '/releases',
  '/releases/3.4.1',
  '/jobs',
  '/schedules',
  '/settings',
];

test('W6 every page weighs less than 100 KB with its lists full and its texts long', async () => {
  const grace = await house.signedIn('grace');
  const weighed: [address: string, status: number, bytes: number][] = [];
  for (const address of addresses) {
    const headers = { accept: 'text/html', ...(address === '/verdicts' || address.includes('/answers/') ? { cookie: grace } : {}) };
    const answer = await fetch(`${house.url}${address}`, { headers });
    weighed.push([address, answer.status, (await answer.arrayBuffer()).byteLength]);
  }
  console.info(weighed.map(([address, status, bytes]) => `${bytes} ${status} ${address}`).join('\n'));
  expect(weighed.filter(([, status, bytes]) => status !== 200 || bytes > 100_000)).toEqual([]);
}, 60_000);
