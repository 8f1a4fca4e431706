import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';
import { sampleForm } from '#test/support/sample-submission.ts';
import { eventually, startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';
import type { Said } from '../../../infra/cli/said.ts';

let embedded: Embedded;

beforeAll(async () => {
  embedded = await startEmbedded({ agent: false });
});
afterAll(() => embedded.stop());

function rehearsal(...typed: string[]): Promise<Said> {
  return runCommand(typed, { REHEARSAL_DATA: embedded.data });
}

/** The process that `npm run rehearsal` starts. */
function asProcess(...typed: string[]): Promise<{ code: number; out: string; err: string }> {
  const main = path.resolve(import.meta.dirname, '../../../infra/cli/main.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...typed], { env: { ...process.env, REHEARSAL_DATA: embedded.data } }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

test('E7 the command line speaks to the process that runs, which alone opens the store', async () => {
  const file = path.join(embedded.data, 'operator.json');
  expect((await stat(file)).mode & 0o077).toBe(0);
  const listed = await asProcess('backends', '--json');
  expect(listed.err).toBe('');
  expect(JSON.parse(listed.out)).toMatchObject({ backends: [{ backend: 'local', executor: 'agent' }] });
  expect(await asProcess('dead', 'dismiss')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--why is missing') });
});

test('X1 without its token nothing is said', async () => {
  const { url } = embedded.runtime;
  const without = await fetch(`${url}/api/v1/backends`);
  const wrong = await fetch(`${url}/api/v1/backends`, { headers: { authorization: `Bearer ${'x'.repeat(43)}` } });
  expect([without.status, wrong.status]).toEqual([401, 401]);
  expect(await without.text()).toBe(await wrong.text());
  expect((await fetch(`${url}/operations/v1`, { method: 'POST' })).status).toBe(405);
  const other = await runCommand(['backends'], { REHEARSAL_URL: url, REHEARSAL_TOKEN: 'x'.repeat(43) });
  expect(other).toMatchObject({ code: 4, out: '' });
});

test('I15 intake is off across a restart, for form and webhook, and on again', async () => {
  const off = await rehearsal('intake', 'off', '--why', 'the backup server moves');
  expect(off).toMatchObject({ code: 0, err: '' });
  await embedded.restart();
  const refused = await embedded.client.submit(sampleForm());
  expect(refused).toMatchObject({ status: 503, body: { code: 'intake_closed', detail: 'the backup server moves' } });
  const page = await fetch(`${embedded.runtime.url}/requests/new`);
  expect([page.status, (await page.text()).includes('the backup server moves.')]).toEqual([503, true]);
  expect(await rehearsal('intake')).toMatchObject({ code: 0, out: expect.stringContaining('the backup server moves') });
  expect(await rehearsal('intake', 'on')).toMatchObject({ code: 0 });
  expect((await fetch(`${embedded.runtime.url}/requests/new`)).status).toBe(200);
});

test('B5 E7 an effect that was given up is seen and replayed to its end', async () => {
  const { store } = embedded.runtime.parts.system;
  const { status, body } = await embedded.client.submit(sampleForm());
  if (status !== 201) throw new Error(JSON.stringify(body));
  const done = await eventually('its receipt to be sent', async () => {
    const found = await effectsOfRequest(store, body.id);
    return found.find(({ kind, state }) => kind === 'send_mail' && state === 'done');
  });
  // As if its mail server had refused it to the last.
  await store.transact(async (tx) => {
    await tx.get({ collection: 'outbox', id: done.key });
    tx.set({ collection: 'outbox', id: done.key }, { ...done, state: 'dead', attempts: 10, errors: [{ at: 1, message: 'no\u001b[2J' }] });
  });
  const listed = await rehearsal('dead', 'list');
  expect(listed.out).toContain(done.key);
  expect(listed.out).not.toContain('\u001b');
  expect(await rehearsal('dead', 'replay', '--all')).toMatchObject({ code: 0, out: 'replayed  1\n' });
  await eventually('it to be done', async () =>
    (await store.get({ collection: 'outbox', id: done.key }))?.state === 'done' ? true : undefined,
  );
  expect(await rehearsal('dead', 'list')).toMatchObject({ out: 'nothing\n' });
  expect((await rehearsal('requests', 'mails', body.id)).out).toContain('receipt');
  expect(await rehearsal('requests', 'show', 'nobody')).toMatchObject({ code: 1, err: 'there is no request nobody\n' });
});

test('E7 where nothing runs it says so, and makes nothing', async () => {
  const empty = await mkdtemp(path.join(tmpdir(), 'rehearsal-'));
  expect(await runCommand(['backends'], { REHEARSAL_DATA: empty })).toMatchObject({ code: 3, err: expect.stringContaining('npm start') });
  expect(await readFile(path.join(empty, 'store.sqlite')).catch(() => 'nothing')).toBe('nothing');
  await rm(empty, { recursive: true });
});
