import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGit } from '#platform/embedded/run-git.ts';
import { startAgentProcess, type AgentProcess } from '#infra/embedded/agent-process.ts';
import { codeOf, createClient, linkOf, type Client } from '#infra/embedded/demo/client.ts';
import { countStates, formOf } from '#infra/embedded/demo/forms.ts';
import { freePort } from '#infra/embedded/free-port.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { keepSecrets } from '#infra/embedded/secrets.ts';
import { eventually, mailReader, operatorTokenOf, press, WIDE_QUOTAS } from '#test/support/embedded.ts';
import { inGate } from '#test/support/how-long.ts';
import { processesWith, startVictim, type Victim } from '#test/support/victim.ts';
import { findBubblewrap } from '#test/support/bubblewrap.ts';
import { commitTo } from '../../contract/code-host/commit-to.ts';

/** R14, R15, R16: real agents, real git, a real server, and jobs that lie. `local` has the sandbox that this machine offers, `bare` has none. */
const isHeld = findBubblewrap();
const held = isHeld ? test : test.skip;
const PATIENCE = inGate(240_000, { long: 1_800_000 });
/** More than may be kept, in bytes and in lines; 130,000 short ones are within the limits. */
const LIMITS = inGate({ megabytes: 4, lines: 150_000 }, { long: { megabytes: 100, lines: 500_000 } });
const FLOOD = inGate({ lines: 30_000, length: 1_000 }, { long: { lines: 300_000, length: 1_000 } });
const MANY = inGate({ lines: 200_000, length: 10 }, { long: { lines: 1_000_000, length: 14 } });
/** Megabytes; of server and agent when they have served all of this. */
const MOST_MEMORY = inGate(400, { long: 450 });

let folder: string;
let data: string;
let url: string;
let server: Victim;
let bare: AgentProcess;
let client: Client;
let next: ReturnType<typeof mailReader>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dishonest-'));
  data = path.join(folder, 'data');
  const [port, token] = [await freePort(), randomBytes(32).toString('base64url')];
  url = `http://127.0.0.1:${port}`;
  const [local] = sampleSettings({ data, publicUrl: url }).backends;
  const backends = [local, { ...local, slug: 'bare', name: 'Not held', sandbox: 'none' }];
  const settings = path.join(folder, 'settings.json');
  await writeFile(settings, JSON.stringify({ rules: { quotas: WIDE_QUOTAS, output: LIMITS }, backends }));
  const { secrets } = await keepSecrets(data);
  server = startVictim({
    PORT: String(port),
    REHEARSAL_DATA: data,
    REHEARSAL_SETTINGS: settings,
    AGENT_TOKENS: `bare=${token}`,
  });
  if (!(await server.ready)) throw new Error(server.said());
  const agent = { url, backend: 'bare', token, data: path.join(folder, 'bare'), strict: false, watched: [] };
  bare = startAgentProcess({ ...agent, onLine: () => undefined });
  const [webhookSecret = ''] = secrets.webhookSecrets;
  client = createClient({ url, webhookSecret, operatorToken: () => operatorTokenOf(data), patience: PATIENCE });
  next = mailReader({ client }, PATIENCE);
  const git = path.join(data, 'sample-project.git');
  const [one, two] = await Promise.all(
    [1, 2].map(async (at) => (await runGit(['rev-parse', `refs/pull/${at}/head`], { gitDir: git })).stdout.trim()),
  );
  await runGit(['update-ref', 'refs/pull/7/head', one ?? ''], { gitDir: git });
  const dishonest = await readFile(path.join(import.meta.dirname, '../../support/dishonest-jobs.mjs'), 'utf8');
  await runGit(['update-ref', 'refs/pull/3/head', two ?? ''], { gitDir: git });
  const sha = await commitTo(git, 'refs/pull/3/head', { 'jobs/exploration_title_jobs.mjs': dishonest });
  for (const at of [4, 5, 6]) await runGit(['update-ref', `refs/pull/${at}/head`, sha], { gitDir: git });
}, 240_000);

afterAll(async () => {
  await bare?.stop();
  await server?.end('SIGTERM');
  await eventually('what the agents started to end', () => (processesWith(folder).length === 0 ? true : undefined));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Asked {
  id: string;
  /** What the job printed. */
  printed(step?: number): Promise<string[]>;
  address(step: number): string;
}

/** Through review to the queue. */
async function accepted(form: Record<string, unknown>): Promise<Asked> {
  const { status, body } = await client.submit(form);
  if (status !== 201) throw new Error(JSON.stringify(body));
  await press({ client }, await next('ana@', body.id, 'review wanted'), 'Accept');
  const address = (step: number): string => `${new URL(body.statusUrl).pathname}/runs/${body.id}-${step}-1/stdout.txt`;
  return {
    id: body.id,
    address,
    printed: async (step = 0) => (await client.get(address(step))).text.split('\n').slice(0, -1),
  };
}

function dishonest(
  job: string,
  pull: number,
  parameters: Record<string, string>,
  over: Record<string, unknown> = {},
): Record<string, unknown> {
  const expectedOutput = [
    { kind: 'pattern', pattern: 'line *' },
    { kind: 'count', label: 'printed', comparison: '=', value: Number(parameters['lines'] ?? 0) },
  ];
  return formOf({
    contributor: { name: 'Dan Developer', email: 'dan@example.com', githubLogin: 'dan-d' },
    pullRequest: `https://github.com/oppia/oppia/pull/${pull}`,
    jobs: [{ name: job, module: 'exploration_title_jobs', role: 'other', parameters, expectedOutput }],
    ...over,
  });
}

const SAMPLE = { explorations: 6, states: 21, invalid: 0 };

held(
  'R14 R15 a job with a valid link and code approves nothing, reads nothing, and leaves nobody behind; the next request runs its own bytes',
  async () => {
    const honest = await accepted(countStates(SAMPLE));
    const verdict = await next('ana@', honest.id, 'verdict wanted');
    const [mark, planted] = [`forging-${randomBytes(8).toString('hex')}`, path.join(folder, 'planted')];
    const link = new URL(new URL(linkOf(verdict, 'Approve')).pathname, url).href;
    const thief = await accepted(dishonest('StealSecretsJob', 3, { data, link, code: codeOf(verdict), mark }));
    await eventually('the process that is to be left', () => (processesWith(mark).length > 1 ? true : undefined), PATIENCE);
    await next('ana@', thief.id, 'verdict wanted');
    expect(processesWith(mark).filter((one) => one.includes('SIGHUP'))).toEqual([]);
    expect(await thief.printed()).toEqual(['readable: ', 'environments with something of the system: 0', 'posted: no way']);
    const rewriter = await accepted(dishonest('RewriteRunnerJob', 4, { planted }));
    await next('ana@', rewriter.id, 'verdict wanted');
    expect(await rewriter.printed()).toEqual(['written: 0']);
    // Nobody has used the link: it was good, and is.
    await press({ client }, verdict, 'Approve', { comment: 'compared with the admin page' });
    const mail = await next('ana@', honest.id, 'verdict wanted');
    expect([await honest.printed(1), mail.text.includes('succeeded')]).toEqual([['explorations: 6', 'states: 21'], true]);
    expect(existsSync(planted)).toBe(false);
  },
  900_000,
);

test('R14 without any sandbox a job may spoil its own checkout, and still no other request runs anything but its commit', async () => {
  const planted = path.join(folder, 'planted-bare');
  const rewriter = await accepted(dishonest('RewriteRunnerJob', 5, { planted }, { backend: 'bare' }));
  await next('ana@', rewriter.id, 'verdict wanted');
  expect(await rewriter.printed()).toEqual(['written: 4']);
  const form = { ...countStates(SAMPLE), backend: 'bare', pullRequest: 'https://github.com/oppia/oppia/pull/7' };
  const honest = await accepted(form);
  const mail = await next('ana@', honest.id, 'verdict wanted');
  expect([await honest.printed(), mail.text.includes('succeeded')]).toEqual([['checked: 6', 'invalid: 0'], true]);
  expect(existsSync(planted)).toBe(false);
}, 900_000);

/** Peak of resident memory, in megabytes, of each process with these words in its command. */
async function peakOf(words: string): Promise<number[]> {
  const pids = processesWith(data)
    .filter((one) => one.includes(words))
    .map((one) => one.split(':')[0]);
  return Promise.all(pids.map(async (pid) => Number(/^VmHWM:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000));
}

/** Bytes, and the last line, of a download that is not kept. */
async function downloaded(address: string): Promise<{ bytes: number; last: string }> {
  let [bytes, last] = [0, ''];
  const { body } = await fetch(new URL(address, url));
  for await (const part of body ?? []) {
    bytes += part.length;
    last = Buffer.from(part).toString('utf8').slice(-200);
  }
  return { bytes, last: last.trim().split('\n').at(-1) ?? '' };
}

test(
  'R16 P3 outputs beyond the limits get a verdict, head and tail are kept, the backend goes on, and memory stays',
  async () => {
    const began = performance.now();
    const short = await accepted(dishonest('PrintLinesJob', 4, { lines: '130000', length: '0' }));
    const flood = await accepted(dishonest('PrintLinesJob', 5, { lines: `${FLOOD.lines}`, length: `${FLOOD.length}` }));
    const many = await accepted(dishonest('PrintLinesJob', 6, { lines: `${MANY.lines}`, length: `${MANY.length}` }));
    expect((await next('ana@', short.id, 'verdict wanted')).text).toContain('succeeded');
    for (const { id } of [flood, many]) expect((await next('ana@', id, 'verdict wanted')).text).toContain('cut off');
    const took = performance.now() - began;
    const all = Promise.all([flood, many, flood, many].map(({ address }) => downloaded(address(0))));
    const asked = performance.now();
    expect((await client.get('/board')).status).toBe(200);
    const answered = performance.now() - asked;
    const [first, second] = await all;
    expect([first?.last, second?.last]).toEqual([`printed: ${FLOOD.lines}`, `printed: ${MANY.lines}`]);
    expect(first?.bytes).toBeLessThanOrEqual(LIMITS.megabytes * 1024 * 1024 + LIMITS.lines);
    const [servers, agents] = [await peakOf('embedded/start.ts'), await peakOf('agent/main.ts')];
    console.info(
      `outputs of ${(FLOOD.lines * FLOOD.length) / 1e6} MB and of ${MANY.lines} lines: verdicts in ${(took / 1000).toFixed(0)} s, board in ${answered.toFixed(0)} ms beside four downloads, peak of the server ${servers.join()} MB, of the agent ${agents.join()} MB`,
    );
    expect([servers.length, agents.length, Math.max(...servers, ...agents) < MOST_MEMORY]).toEqual([1, 1, true]);
  },
  inGate(900_000, { long: 3_600_000 }),
);
