import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';
import { judgeFile, isSaid } from '#infra/cli/evidence/judge.ts';
import { readKeys } from '#infra/cli/evidence/keys.ts';
import { SHA } from '#test/support/given-request.ts';
import { invite, openHouse, runEnds, toRunning, type Guest, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function get(url: string): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(new URL(url, house.url));
  return { status: response.status, text: await response.text(), headers: response.headers };
}

async function approved(): Promise<{ guest: Guest; page: string; run: string }> {
  const guest = await invite(house);
  await toRunning(guest);
  await runEnds(guest, { stdout: ['done'] });
  const state = await guest.answers('grace', 'verdict', 'approve', { comment: 'looked at the numbers' });
  return { guest, page: new URL(house.links.statusUrl(guest.id)).pathname, run: state.jobs[0]?.runs[0]?.id ?? '' };
}

test('A8 whoever may open the request downloads its signed statements, which verify against the published keys', async () => {
  const { guest, page, run } = await approved();
  const { text } = await get(page);
  for (const link of [`${page}/evidence.intoto.jsonl`, `${page}/evidence/${run}.intoto.jsonl`]) {
    expect(text).toContain(`href="${link}"`);
    const file = await get(link);
    expect([file.status, file.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('.intoto.jsonl"')]);
    const judged = judgeFile(file.text, readKeys((await get('/evidence/keys.json')).text), { commit: SHA });
    expect(judged.map((one) => isSaid(one) && [one.is, one.result])).toEqual([
      ['ran', 'PASSED'],
      ['approved', 'PASSED'],
    ]);
    expect((await get(link)).text).toBe(file.text);
  }
  expect((await get(`/requests/${guest.id}/evidence.intoto.jsonl`)).status).toBe(200);
});

test('A8 where no approval stands there is none: not before, not after it was undone', async () => {
  const guest = await invite(house);
  const page = new URL(house.links.statusUrl(guest.id)).pathname;
  const file = async (): Promise<number> => (await get(`${page}/evidence.intoto.jsonl`)).status;
  expect([await file(), (await get(page)).text.includes('Signed statements')]).toEqual([404, false]);
  await toRunning(guest);
  await runEnds(guest, { stdout: ['done'] });
  const { questions } = await guest.answers('grace', 'verdict', 'approve', { comment: 'looked' });
  expect(await file()).toBe(200);
  await guest.does({ command: 'undo', question: questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0 }, 'grace');
  expect(await file()).toBe(404);
});

test('A8 X6 the page that the pull request leads to opens for everybody, and says nothing of the request; the file does not', async () => {
  await house.close();
  house = await openHouse({ token: 'a token of an operator that is long enough'.replaceAll(' ', '-') });
  const { guest, run, page } = await approved();
  const about = await get(`/evidence/${guest.id}`);
  expect([about.status, about.text.includes('CountTopicsJob')]).toEqual([200, false]);
  expect(about.text).toContain('/evidence/keys.json');
  expect((await get('/evidence/zzzzzzzz')).status).toBe(200);
  expect((await get(`/requests/${guest.id}/evidence.intoto.jsonl`)).text).not.toContain('payload');
  expect((await get(`${page}/evidence.intoto.jsonl`)).status).toBe(200);
  for (const path of [`${page}/evidence/other.intoto.jsonl`, `${page}/evidence/${run}`, '/status/forged/evidence.intoto.jsonl'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});

test('A8 B4 the command line prints what the page hands out, and the keys', async () => {
  await house.close();
  const token = 'a token of an operator that is long enough'.replaceAll(' ', '-');
  house = await openHouse({ token });
  const { guest, page } = await approved();
  const env = { REHEARSAL_URL: house.url, REHEARSAL_TOKEN: token };
  expect(await runCommand(['evidence', 'get', guest.id], env)).toEqual({
    code: 0,
    out: (await get(`${page}/evidence.intoto.jsonl`)).text,
    err: '',
  });
  expect(await runCommand(['evidence', 'keys'], env)).toEqual({ code: 0, out: (await get('/evidence/keys.json')).text, err: '' });
  expect((await runCommand(['evidence', 'get', 'rqnone'], env)).code).toBe(1);
  expect((await runCommand(['evidence', 'get', guest.id], { ...env, REHEARSAL_TOKEN: 'x'.repeat(40) })).code).not.toBe(0);
  expect((await runCommand(['evidence', 'get'], env)).code).toBe(2);
  expect((await runCommand(['evidence', 'keys', 'x'], env)).code).toBe(2);
  expect((await runCommand(['evidence', 'keys'], { ...env, REHEARSAL_URL: 'http://127.0.0.1:9' })).code).toBe(3);
});
