import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openQuestion, SHA } from '#test/support/given-request.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, runEnds, toReview, toRunning, type Guest, type House } from '#test/support/page-house.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function get(url: string): Promise<string> {
  const text = await (await fetch(new URL(url, house.url))).text();
  expect(accessibilityFaults(text)).toEqual([]);
  return text;
}

/** One job that ended with this output. */
async function ended(stdout: string[], stderr: string[] = [], id = 'rq7k2m', more: object = {}): Promise<Guest> {
  const guest = await invite(house, { id, ...more });
  await toRunning(guest);
  const chunks = { stdout: stdout.length > 0 ? 1 : 0, stderr: stderr.length > 0 ? 1 : 0 };
  const state = await runEnds(guest, { stdout, stderr, chunks });
  house.outputs.set(state.jobs[0]?.runs[0]?.id ?? '', { stdout, stderr });
  return guest;
}

async function verdictPage(guest: Guest, who = 'grace'): Promise<string> {
  return get((await guest.link('verdict', 'approve', who)).url);
}

describe('W1 evidence where a verdict is given', () => {
  test('R8 W1 what was expected beside what was there, how the output begins and ends, and what was asked for', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => `line ${String(n).padStart(2, '0')} of ada@example.org`);
    const text = await verdictPage(await ended(lines));
    for (const part of ['✗ missing', '✗ unexpected', 'line 00 of •••@•••', 'line 59 of', '… 20 more lines …', 'What was asked for'])
      expect(text).toContain(part);
    expect(text).not.toContain('line 30 of');
    expect(text).not.toContain('ada@example.org of');
  });

  test('W1 W3 the evidence comes before the answer, and the first lines lead to both', async () => {
    const text = await verdictPage(await ended(['a line']));
    const places = ['href="#evidence"', 'href="#answer"', 'id="evidence"', '✗ unexpected', 'id="answer"', '<button>Approve'].map((part) =>
      text.indexOf(part),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('R12 a tester sees counts, and no line', async () => {
    const text = await verdictPage(await ended(['a secret line']), 'tim');
    expect(text).toContain('Output differs: 1 missing, 1 unexpected');
    expect(text).not.toContain('a secret line');
  });

  test('R9 W1 what it wrote on stderr comes first', async () => {
    const text = await verdictPage(await ended(['done'], ['Traceback', 'ValueError: bad'])).catch(String);
    expect(text.indexOf('stderr, 2 lines')).toBeGreaterThan(0);
    expect(text.indexOf('stderr, 2 lines')).toBeLessThan(text.indexOf('stdout, 1 line'));
  });

  test('R16 W1 a store that cannot be reached costs the lines, never the page', async () => {
    const guest = await ended(['other']);
    house.outputs.clear();
    const text = await verdictPage(guest);
    expect(text).toContain('✗ unexpected');
    expect(text).not.toContain('stdout, 1 line');
    expect(house.logged.join()).toContain('output not readable');
  });

  test('W7 20 jobs at their worst fit into 100 KB', async () => {
    const wide = (n: number): string => `${'<&>"'.repeat(45)} ${n}`;
    const expectedOutput = Array.from({ length: 40 }, (_, n) => ({ kind: 'exact' as const, line: wide(n) }));
    const jobs = Array.from({ length: 20 }, (_, n) =>
      sampleAsk({ name: `Count${n}Job`, step: `count${n}`, expectedOutput: expectedOutput.slice(0, 3) }),
    );
    const guest = await invite(house, { submission: { jobs } });
    await toRunning(guest);
    for (let n = 0; n < 20; n += 1) {
      const stdout = Array.from({ length: 400 }, (_, m) => `${wide(m)} printed`);
      const before = await guest.state();
      const live = before.jobs.flatMap(({ runs }) => runs).find(({ state }) => state === 'pending' || state === 'executing');
      house.outputs.set(live?.id ?? '', { stdout, stderr: stdout });
      await runEnds(guest, { stdout, stderr: [], chunks: { stdout: 1, stderr: 1 } });
    }
    const { url } = await guest.link('verdicts', 'approve', 'grace');
    const text = await get(url);
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
    expect(text.match(/400 unexpected<\/caption>/g)).toHaveLength(20);
  }, 60_000);

  test('W7 one job at its worst, too', async () => {
    const wide = (n: number): string => `${'<&>"'.repeat(45)} ${n}`;
    const stdout = Array.from({ length: 3_000 }, (_, n) => wide(n));
    const expectedOutput = Array.from({ length: 100 }, (_, n) => ({ kind: 'exact' as const, line: wide(9_000 + n) }));
    const guest = await ended(stdout, [], 'rq7k2m', { submission: { jobs: [sampleAsk({ expectedOutput })] } });
    expect(Buffer.byteLength(await verdictPage(guest))).toBeLessThan(100_000);
  });
});

describe('A4 a request that follows another', () => {
  async function rejected(): Promise<Guest> {
    const guest = await ended(['other'], [], 'rqearly');
    await guest.answers('grace', 'verdict', 'reject', { comment: 'Half of the topics are missing.' });
    return guest;
  }
  const again = { resubmissionOf: 'rqearly', whatWasFixed: 'The query.' };

  test('A4 whoever decides sees why the earlier one was rejected, and what is different now', async () => {
    await rejected();
    const guest = await invite(house, {
      id: 'rqagain',
      submission: { ...again, targetRelease: '3.4.2', jobs: [sampleAsk({ parameters: { limit: '5' } })] },
    });
    await guest.does({
      command: 'record_gates',
      headSha: 'e'.repeat(40),
      gates: (await toReview(await invite(house, { id: 'rqother' }))).gates,
    });
    const text = await get((await guest.link('review', 'accept', 'grace')).url);
    expect(text).toContain('Since request rqearly');
    expect(text).toContain('Half of the topics are missing.');
    expect(text).toContain(`/compare/${SHA}...${'e'.repeat(40)}`);
    expect(text).toMatch(/Parameters[^<]*<\/?[^]*limit/);
    expect(openQuestion(await guest.state(), 'review').step).toBeUndefined();
  });

  test('A4 the form to send it again says so, also after it was looked at; nobody reads it by an id that they typed', async () => {
    const guest = await rejected();
    const name = new URL(house.links.statusUrl(guest.id)).pathname.split('/').at(-1) ?? '';
    const form = await get(`/requests/new?from=${name}`);
    expect(form).toContain('Why request rqearly was rejected');
    expect(form).toContain('Half of the topics are missing.');
    const action = /<form method="post" action="([^"]+)"/.exec(form)?.[1] ?? '';
    const post = async (url: string): Promise<string> =>
      (
        await fetch(new URL(url, house.url), { method: 'POST', body: new URLSearchParams({ check: '1', resubmissionOf: 'rqearly' }) })
      ).text();
    expect(await post(action)).toContain('Half of the topics are missing.');
    expect(await post('/requests/form')).not.toContain('Half of the topics are missing.');
    expect(await post('/requests/form?from=forged')).not.toContain('Half of the topics are missing.');
  });
});
