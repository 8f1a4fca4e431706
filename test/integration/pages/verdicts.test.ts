import { zoneScript } from '#html/script/zone.ts';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '#kernel/time.ts';
import { openQuestion } from '#test/support/given-request.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, runEnds, toRunning, type Guest, type House } from '#test/support/page-house.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

let house: House;
let guest: Guest;

/** Five jobs that have run: three as expected, one with another output, one that failed. */
beforeEach(async () => {
  house = await openHouse();
  guest = await invite(house, {
    submission: { jobs: Array.from({ length: 5 }, (_, n) => sampleAsk({ name: `Count${n}Job`, step: `count${n}` })) },
  });
  await toRunning(guest);
  for (let n = 0; n < 3; n += 1) await runEnds(guest);
  await runEnds(guest, { stdout: ['other'] });
  await runEnds(guest, { exitCode: 1 });
});
afterEach(() => house.close());

async function post(url: string, fields: Record<string, string>): Promise<{ status: number; text: string; url: string }> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const location = response.headers.get('location');
  const landed = location === null ? response : await fetch(new URL(location, house.url));
  const text = await landed.text();
  expect(accessibilityFaults(text)).toEqual([]);
  return { status: response.status, text, url: landed.url };
}

async function states(): Promise<string[]> {
  return (await guest.state()).jobs.map(({ state }) => state);
}

const chosen = (text: string): string[] =>
  [...text.matchAll(/name="jobs\[\d\]\.decision" value="(\w+)" checked/g)].map(([, value = '']) => value);

describe('N2 N3 one page for the verdicts on several jobs', () => {
  test('N3 it changes nothing; what the link is for is chosen where it fits, never for an output that differs', async () => {
    const before = await guest.state();
    for (const [action, wanted] of [
      ['approve', ['approve', 'approve', 'approve', 'open', 'open']],
      ['reject', Array(5).fill('reject')],
      ['rerun', Array(5).fill('rerun')],
    ] as const) {
      const { url } = await guest.link('verdicts', action, 'grace');
      const response = await fetch(url);
      const text = await response.text();
      expect(accessibilityFaults(text)).toEqual([]);
      expect(chosen(text)).toEqual(wanted);
      expect(text.match(/name="code"/g)).toHaveLength(1);
      expect(text.replace(`<script>${zoneScript}</script>`, '')).not.toContain('<script');
    }
    expect(await guest.state()).toEqual(before);
  });

  test('A1 each job by itself, in one command; what is left open is asked further on by the same link and code', async () => {
    const { url, code } = await guest.link('verdicts', 'approve', 'grace');
    const version = (await guest.state()).version;
    const answer = await post(url, {
      code,
      comment: 'Looked at all of them.',
      'jobs[0].decision': 'approve',
      'jobs[1].decision': 'rerun',
      'jobs[1].comment': 'The data has changed since.',
      'jobs[2].decision': 'open',
      'jobs[3].decision': 'approve',
      'jobs[3].overrideReason': 'A new line, and wanted.',
      'jobs[4].decision': 'open',
    });
    expect(answer.status).toBe(303);
    // One look at the gates (G9), one command.
    expect((await guest.state()).version).toBe(version + 2);
    expect(await states()).toEqual(['approved', 'waiting', 'awaiting_verdict', 'approved', 'awaiting_verdict']);
    expect((await guest.state()).jobs[3]).toMatchObject({
      approval: { outcomeVerified: 'Looked at all of them.', expectedOutput: { reason: 'A new line, and wanted.' } },
    });
    expect(answer.text).toContain('2 jobs wait for your decision');
    expect((await post(url, { code, 'jobs[2].decision': 'approve', 'jobs[2].comment': 'Seen.' })).status).toBe(303);
    expect((await states())[2]).toBe('approved');
  });

  test('N2 a program that follows Approve with code and comment approves all that can be; twice is the same as once', async () => {
    const { url, code } = await guest.link('verdicts', 'approve', 'grace');
    for (let n = 0; n < 2; n += 1) expect((await post(url, { code, comment: 'All good.' })).status).toBe(303);
    expect(await states()).toEqual(['approved', 'approved', 'approved', 'awaiting_verdict', 'awaiting_verdict']);
    const other = await guest.link('verdicts', 'approve', 'alan');
    expect(await post(other.url, { code: other.code, comment: 'Mine.' })).toMatchObject({ status: 422 });
    expect(await post(other.url, { code: other.code, comment: 'Mine.', overrideReason: 'As wanted.' })).toMatchObject({ status: 303 });
    expect(await states()).toEqual(['approved', 'approved', 'approved', 'approved', 'awaiting_verdict']);
  });

  test('N2 Reject likewise: the request ends, with each reason', async () => {
    const { url, code } = await guest.link('verdicts', 'reject', 'grace');
    expect((await post(url, { code, comment: 'Wrong base.' })).status).toBe(303);
    expect(await guest.state()).toMatchObject({ status: 'rejected', reason: expect.stringContaining('count4: Wrong base.') });
  });

  test('N3 every problem at once, beside its job; nothing is decided, and what was typed stays', async () => {
    const { url, code } = await guest.link('verdicts', 'approve', 'grace');
    const { jobs, questions } = await guest.state();
    const { status, text } = await post(url, {
      code,
      'jobs[0].decision': 'approve',
      'jobs[1].decision': 'nonsense',
      'jobs[2].decision': 'approve',
      'jobs[2].comment': 'Seen <b>it</b>.',
      'jobs[3].decision': 'approve',
      'jobs[3].comment': 'Seen.',
    });
    expect(status).toBe(422);
    for (const part of [
      'Say it here, or once for all',
      'This is not a verdict',
      'say why it is acceptable anyway',
      'Seen &lt;b&gt;it&lt;/b&gt;.',
    ])
      expect(text).toContain(part);
    expect((await post(url, { code, comment: 'x', 'jobs[4].decision': 'approve' })).status).toBe(409);
    expect((await post(url, { code, comment: 'x', 'jobs[0].decision': 'open' })).text).toContain('Decide on at least one job.');
    expect((await post(url, { code: '000000', comment: 'x', 'jobs[0].decision': 'approve' })).status).toBe(403);
    expect(await guest.state()).toMatchObject({ jobs, questions });
  });

  test('A5 all is taken back, or what is chosen, for ten minutes', async () => {
    const { url, code } = await guest.link('verdicts', 'approve', 'grace');
    await post(url, { code, comment: 'All good.' });
    expect((await post(`${url}/undo`, { code, chosen: 'yes' })).status).toBe(422);
    expect((await post(`${url}/undo`, { code, chosen: 'yes', 'jobs[0].undo': 'yes' })).status).toBe(303);
    expect(await states()).toEqual(['awaiting_verdict', 'approved', 'approved', 'awaiting_verdict', 'awaiting_verdict']);
    expect((await post(`${url}/undo`, { code })).status).toBe(303);
    expect(await states()).toEqual(Array(5).fill('awaiting_verdict'));
    expect(openQuestion(await guest.state(), 'verdicts').covers).toHaveLength(2);
    const again = await guest.link('verdicts', 'approve', 'grace');
    await post(again.url, { code: again.code, comment: 'All good.' });
    house.time.now += 10 * MINUTE;
    expect((await post(`${again.url}/undo`, { code: again.code })).status).toBe(409);
  });

  test('N3 all decided: the link shows what was decided by whom; another who comes second is told', async () => {
    const { url, code } = await guest.link('verdicts', 'approve', 'grace');
    const late = await guest.link('verdicts', 'rerun', 'alan');
    await post(url, { code, comment: 'All good.', overrideReason: 'As wanted.' });
    const rerun = await guest.link('verdicts', 'rerun', 'grace');
    const { status, text } = await post(rerun.url, { code: rerun.code, comment: 'Once more.' });
    expect([status, text.includes('Run again by Grace Hopper') || text.includes('run again by Grace Hopper')]).toEqual([303, true]);
    const second = await post(late.url, { code: late.code, comment: 'x' });
    expect(second.status).toBe(409);
    expect(second.text).toContain('You have decided on everything that you were asked about.');
  });
});
