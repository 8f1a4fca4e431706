import { raiseFlag } from '#contexts/backends/app/flags.ts';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { execute } from '#products/rehearsal/app/requests.ts';
import { setIntake } from '#products/rehearsal/app/intake-switch.ts';
import { DAY } from '#kernel/time.ts';
import { toFormFields } from '#doors/form-prefill.ts';
import { sampleForm } from '#test/support/sample-submission.ts';
import { accessibilityFaults, skeleton } from '#test/support/page-check.ts';
import { invite, openHouse, runEnds, toReview, toRunning, START, type House } from '#test/support/page-house.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function get(path: string): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(new URL(path, house.url));
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('text/html') === true) {
    expect(accessibilityFaults(text)).toEqual([]);
    skeleton(text);
  }
  return { status: response.status, text, headers: response.headers };
}

describe('pages', () => {
  test('W1 the status page says where it stands, why, who acts next and by when', async () => {
    const guest = await invite(house);
    await toReview(guest);
    const { text } = await get(house.links.statusUrl(guest.id));
    for (const part of [
      'In review',
      'All gates have passed.',
      'The server-jobs admins.',
      'Sat 16 Jan 2027, 08:00 (UTC), in 24 h',
      'The gates were checked at aaaaaaa: 6 passed.',
    ])
      expect(text).toContain(part);
  });

  test('W1 every fact of a long story is a sentence', async () => {
    const guest = await invite(house);
    await toRunning(guest);
    await runEnds(guest, { stdout: ['other'] });
    await guest.answers('grace', 'verdict', 'approve', { overrideReason: 'It is fine.' });
    const { text } = await get(house.links.statusUrl(guest.id));
    for (const part of ['is approved by Grace Hopper at aaaaaaa', 'Its turn on the backend is over.', 'The request is approved'])
      expect(text.replace('Every job is approved: the request', 'The request')).toContain(part);
    expect(text.replaceAll(/<script>.*?<\/script>/gs, '')).not.toMatch(/undefined|\[object|NaN/);
  });

  test('R8 R12 expected stands beside actual, and addresses are masked', async () => {
    const guest = await invite(house, {
      submission: {
        jobs: [
          sampleAsk({
            expectedOutput: [
              { kind: 'exact', line: 'done' },
              { kind: 'count', label: 'BAD', comparison: '=', value: 0 },
            ],
          }),
        ],
      },
    });
    await toRunning(guest);
    const stdout = ['done', 'left by joe@example.net', ...Array.from({ length: 300 }, (_, at) => `line ${at}`)];
    const state = await runEnds(guest, { stdout });
    const before = (await get(house.links.statusUrl(guest.id))).text;
    expect(before).toContain('2 of 2 as expected, 301 unexpected');
    house.outputs.set(state.jobs[0]?.runs[0]?.id ?? '', { stdout, stderr: [] });
    const { text } = await get(house.links.statusUrl(guest.id));
    expect(text).toContain('2 of 2 as expected, 301 unexpected');
    expect(text).toContain('no such line (counts as zero)');
    expect(text).toContain('281 more unexpected lines');
    expect(text).toContain('302 lines on stdout, as printed');
    expect(text).toContain('left by •••@•••');
    expect(text).not.toContain('joe@');
  });

  test('Q3 a queued request shows its place and an estimate', async () => {
    for (const id of ['first', 'second']) {
      const guest = await invite(house, { id });
      await toReview(guest);
      await guest.answers('grace', 'review', 'accept');
    }
    expect((await get(house.links.statusUrl('second'))).text).toMatch(/Place <strong>2<\/strong> of 2 in the queue\..*this is an estimate/);
  });

  test('B2 whoever waits for a paused backend is told why, and no time that nobody knows', async () => {
    const guest = await invite(house, { id: 'first' });
    await toReview(guest);
    await guest.answers('grace', 'review', 'accept');
    await raiseFlag(kernelOf(house.system), { backend: 'local', flag: 'pause', operator: 'grace', why: 'a <new> disk', id: 'pause1' });
    const { text } = await get(house.links.statusUrl('first'));
    expect(text).toContain('local is paused: a &lt;new&gt; disk. Nothing starts there until that is over.');
    expect(text).not.toContain('It will start at about');
    expect((await get('/board')).text).toMatch(/paused<\/span> since .*a &lt;new&gt; disk/);
  });

  test('W1 B2 who has to act while a backend is paused, who paused it and since when: on the status page, the board, its lists and after a decision', async () => {
    await raiseFlag(kernelOf(house.system), {
      backend: 'local',
      flag: 'pause',
      operator: 'operator.fay',
      why: 'maintenance',
      id: 'pause1',
    });
    const guest = await invite(house, { id: 'first' });
    await toReview(guest);
    await guest.answers('grace', 'review', 'accept');
    const next =
      /Next(?: to act(?:<\/dt><dd>|: )|: )An operator: local is paused \(by the operator fay\), and this goes on automatically as soon as that is over\./;
    const { text } = await get(house.links.statusUrl('first'));
    expect(text).toMatch(next);
    expect(text).toMatch(/It has been so since .*; the reason is by <bdi>the operator fay<\/bdi>/);
    expect(text).not.toContain('Nobody: it goes on automatically');
    expect((await get('/board')).text).toMatch(next);
    expect((await get('/board?status=queued')).text).toMatch(next);
  });

  test('W2 I12 what an address asks for and there is not is said: a state, a filter, an earlier request', async () => {
    expect((await get('/board?status=bogus')).text).toContain('There is no state “bogus”. There are: ');
    expect((await get('/board?state=bogus')).text).toContain('The board has no filter “state”. It has: status, q.');
    expect((await get('/board?status=withdrawn')).text).not.toMatch(/There is no state|has no filter/);
    expect((await get('/board')).text).not.toMatch(/There is no state|has no filter/);
    expect((await get('/requests/new?from=nothing')).text).toContain('that this form was to be filled in from was not found');
    expect((await get('/requests/new')).text).not.toContain('was not found');
  });

  test('W1 people’s words stay as they are written, and an operator’s stop says that it is one', async () => {
    const guest = await invite(house, { id: 'stopped' });
    await toReview(guest);
    const command = { command: 'stop', reason: 'wrong data', operator: 'operator.local' } as const;
    const by = { kind: 'system', part: 'operator local' } as const;
    await execute(house.system, 'stopped', (at) => ({ id: 'stop1', at, by, ...command }));
    const { text } = await get(house.links.statusUrl('stopped'));
    expect(text).toContain('Rejected by the operator local: wrong data.');
  });

  test('W2 the board lists by state and filters by the URL; only known states count', async () => {
    await toReview(await invite(house, { id: 'reviewed' }));
    const withdrawn = await invite(house, { id: 'gone', submission: { jobs: [sampleAsk({ name: 'OtherThingJob' })] } });
    await withdrawn.answers('contributor', 'withdraw', 'withdraw');
    const all = (await get('/board')).text;
    for (const part of ['1 open request', 'In review (1)', 'due in 24 h', 'OtherThingJob', 'Withdrawn', '>backup</a></th>'])
      expect(all).toContain(part);
    expect((await get('/board?status=withdrawn')).text).not.toContain('CountTopicsJob');
    expect((await get('/board?q=otherthing')).text).not.toContain('CountTopicsJob');
    expect((await get(`/board?status=__proto__&q=${encodeURIComponent('"><script>')}`)).text).toContain('value="&quot;&gt;&lt;script&gt;"');
  });

  test('W1 a status link that we did not sign leads nowhere', async () => {
    await invite(house);
    expect((await get(`${house.links.statusUrl('rq7k2m')}x`)).status).toBe(404);
    expect((await get(house.links.statusUrl('nobody'))).status).toBe(404);
  });

  test('I12 a resubmission is filled in, but that it was tested is to be said anew', async () => {
    const guest = await invite(house, {
      submission: { reason: 'Because.', jobs: [sampleAsk({ parameters: { a: 'b' }, expectedOutput: [{ kind: 'exact', line: '= x' }] })] },
    });
    await toReview(guest);
    await guest.answers('grace', 'review', 'reject', { comment: 'No.' });
    const status = house.links.statusUrl(guest.id);
    expect((await get(status)).text).toContain('Send it again');
    const { text } = await get(`/requests/new?from=${status.split('/').at(-1) ?? ''}`);
    for (const part of [
      'value="CountTopicsJob"',
      '\na=b</textarea>',
      '\n\\= x</textarea>',
      'name="resubmissionOf" type="text" value="rq7k2m"',
      'value="https://github.com/oppia/oppia/pull/12345"',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/name="testedLocally" value="on" checked/);
    expect((await get('/requests/new?from=rq7k2m.nonsense')).text).not.toContain('CountTopicsJob');
  });

  test('I12 the form warns inside seven days of the chosen cutoff', async () => {
    const show = async (): Promise<string> => {
      const response = await fetch(`${house.url}/requests/form`, {
        method: 'POST',
        body: new URLSearchParams({ targetRelease: '3.4.1', addJob: '1' }),
      });
      return response.text();
    };
    expect(await show()).not.toContain('The cutoff is near');
    house.time.now = START + 3 * DAY + 1;
    expect(await show()).toContain('The cutoff is near');
  });

  test('I12 problems stand beside their fields and at the top; nothing that was typed is lost', async () => {
    const fields = {
      formVersion: '1',
      submissionId: 'x',
      'contributor.name': '<Ada>',
      'jobs[0].name': 'Count',
      'jobs[0].needs': 'nobody',
      'jobs[0].expectedOutput': '>= no count',
      'jobs[4].name': 'LaterJob',
      surprise: '1',
    };
    const response = await fetch(`${house.url}/requests/form`, { method: 'POST', body: new URLSearchParams(fields) });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(accessibilityFaults(text)).toEqual([]);
    for (const part of [
      'value="&lt;Ada&gt;"',
      'value="LaterJob"',
      '&gt;= no count</textarea>',
      'href="#f-jobs-0-name"',
      'id="f-jobs-0-needs-problem"',
      'Job 2',
      'surprise: There is no field',
    ])
      expect(text).toContain(part);
    const links = [...text.matchAll(/<li><a href="#(f-[^"]+)"/g)].map(([, id]) => id ?? '');
    expect(links.length).toBeGreaterThan(5);
    for (const id of links) expect(text).toContain(`id="${id}"`);
  });

  test('I13 over quota a page says why and when, and the same form twice makes nothing new', async () => {
    const send = async (submissionId: string, name = 'Ada'): Promise<Response> => {
      const fields = toFormFields(sampleForm({ submissionId, contributor: { name, email: 'ada@example.org', githubLogin: 'ada' } }));
      return fetch(`${house.url}/requests/form`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    };
    const first = await send('one');
    expect([first.status, first.headers.get('location')]).toEqual([303, (await send('one')).headers.get('location')]);
    expect((await get(first.headers.get('location') ?? '')).text).toContain('Waiting for confirmation');
    expect((await send('one', 'Bob')).status).toBe(409);
    expect([(await send('two')).status, (await send('three')).status]).toEqual([303, 303]);
    const over = await send('four');
    expect([over.status, Number(over.headers.get('retry-after')) > 0]).toEqual([429, true]);
    const text = await over.text();
    expect(text).toContain('At most 3 requests a day from one address may wait');
    expect(text).toContain('value="Ada"');
  });

  test('I15 with intake closed a page says so', async () => {
    const closed = await openHouse({ intakeOpen: false });
    const form = await fetch(`${closed.url}/requests/new`);
    const sent = await fetch(`${closed.url}/requests/form`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
    expect([form.status, sent.status]).toEqual([503, 503]);
    expect(await sent.text()).toContain('No new requests are accepted at the moment');
    await closed.close();
  });

  test('I15 switched off in the store: the form page says why, and what was typed and sent is not lost', async () => {
    await setIntake(house.system, { open: false, why: 'the <backup> server moves', by: 'grace' });
    const form = await get('/requests/new');
    expect([form.status, form.text.includes('The reason: the &lt;backup&gt; server moves.')]).toEqual([503, true]);
    const body = new URLSearchParams({ 'contributor.name': 'Somebody Typing', submissionId: 'typed' });
    const sent = await fetch(`${house.url}/requests/form`, { method: 'POST', body });
    const text = await sent.text();
    expect(sent.status).toBe(503);
    expect(text).toContain('No new requests are accepted at the moment: the &lt;backup&gt; server moves');
    expect(text).toContain('Somebody Typing');
    expect((await get('/board')).text).toContain('No new requests are accepted');
    await setIntake(house.system, { open: true, why: '', by: 'grace' });
    expect((await get('/requests/new')).status).toBe(200);
    expect((await get('/board')).text).not.toContain('No new requests are accepted');
  });

  test('X2 pages are kept by nobody, framed by nobody, and run nothing but the one script of those that follow what happens', async () => {
    const { headers } = await get('/board');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect((await get('/releases/none')).headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect((await get('/robots.txt')).text).toContain('Disallow: /');
    expect((await get('/')).status).toBe(200);
    expect((await get('/nothing')).status).toBe(404);
    expect((await fetch(`${house.url}/board`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${house.url}/board`, { method: 'HEAD' })).status).toBe(200);
  });
});
