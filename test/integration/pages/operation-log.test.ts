import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openLogHouse, type LogHouse } from '#test/support/log-house.ts';
import { manyLines } from '#test/support/many-lines.ts';

let logs: LogHouse;
beforeAll(async () => {
  logs = await openLogHouse(
    manyLines({
      chunks: 40,
      perChunk: 100,
      line: (n) => `line ${n}${n % 7 === 0 ? ' seven' : ''}${n === 3_990 ? ' ada@example.org <b>' : ''}`,
    }),
  );
});
afterAll(() => logs.close());

const get = async (query: string): Promise<string> => {
  const answer = await fetch(`${logs.url}${query}`);
  expect(answer.status).toBe(200);
  return answer.text();
};

test('W6 R17 a log opens with its end and where that stands in the whole; every part has an address', async () => {
  const page = await get('');
  expect(accessibilityFaults(page)).toEqual([]);
  expect(page).toContain('Lines 3001 to 4000 of 4000');
  expect(page).toContain('id="L4000"');
  expect(page).not.toContain('id="L3000"');
  expect(page).toContain('•••@••• &lt;b&gt;');
  expect(page).not.toContain('ada@example.org');
  const earlier = await get('?stream=stdout&from=2001');
  expect(earlier).toContain('Lines 2001 to 3000 of 4000');
  expect(await get('?line=1234')).toContain('id="L1234"');
  expect(await get('?stream=stderr')).toContain('Nothing yet.');
});

test('W6 a search counts all lines, whatever it shows, and leads to each', async () => {
  const page = await get('?q=SEVEN');
  expect(accessibilityFaults(page)).toEqual([]);
  expect(page).toContain('571 lines with “SEVEN”');
  const [, listed = '', first] = /<p>(\d+) of them are listed, from line (\d+) on\./.exec(page) ?? [];
  expect([first, Number(listed) > 50]).toEqual(['7', true]);
  expect(page).toContain('?stream=stdout&amp;at=7#L7');
  // Every one of them is a few links away.
  const seen = new Set<string>();
  for (let next = page, n = 0; n < 20; n += 1) {
    for (const [, line = ''] of next.matchAll(/#L(\d+)">Line/g)) seen.add(line);
    const [, hits] = /hits=(\d+)">Those from/.exec(next) ?? [];
    if (hits === undefined || Number(hits) > 3_997) break;
    next = await get(`?q=SEVEN&hits=${hits}`);
  }
  expect(seen.size).toBe(571);
  expect(await get('?q=%3Cscript%3E')).not.toContain('<script>"');
});

test('R17 what is new comes as rows behind a line; a download has every line, addresses masked', async () => {
  const told = JSON.parse(await get('?stream=stdout&after=3998')) as {
    head: string;
    html: string;
    to: number;
    total: number;
    isRunning: boolean;
  };
  expect(told).toMatchObject({ to: 4000, total: 4000, isRunning: true });
  expect(told.html).toBe('');
  expect(told.head.match(/id="L\d+"/g)).toEqual(['id="L3999"', 'id="L4000"']);
  const all = await get('?download=1');
  expect(all.split('\n')).toHaveLength(4_001);
  expect(all).toContain('line 3990 seven •••@•••');
});

test('W6 a line that is typed is led to and marked, also behind the end; all lines can be walked to', async () => {
  const led = async (query: string): Promise<string> =>
    (await fetch(`${logs.url}${query}`, { redirect: 'manual' })).headers.get('location')?.replace(/^.*\?/, '') ?? '';
  expect(await led('?stream=stdout&line=1234')).toBe('stream=stdout&at=1234#L1234');
  expect(await led('?line=99999')).toBe('stream=stdout&at=4000#L4000');
  expect(await led('?line=0&q=a%20b')).toBe('stream=stdout&q=a%20b&at=1#L1');
  expect(await get('?at=1234')).toContain('id="L1234"');
  const seen = new Set<string>();
  for (let [next, n] = [await get('?from=1'), 0]; n < 20; n += 1) {
    for (const [, line = ''] of next.matchAll(/<div id="L(\d+)"/g)) seen.add(line);
    const [, from] = /from=(\d+)">Later lines/.exec(next) ?? [];
    if (from === undefined) break;
    next = await get(`?from=${from}`);
  }
  expect(seen.size).toBe(4_000);
  const back = new Set<string>();
  for (let [next, n] = [await get(''), 0]; n < 20; n += 1) {
    for (const [, line = ''] of next.matchAll(/<div id="L(\d+)"/g)) back.add(line);
    const [, to] = /to=(\d+)">Earlier lines/.exec(next) ?? [];
    if (to === undefined) break;
    next = await get(`?to=${to}`);
  }
  expect(back.size).toBe(4_000);
});

test('W6 R17 whoever searches, or looks at one line, is left there; whoever looks at the end follows', async () => {
  expect(await get('')).toContain('data-log="4000"');
  expect(await get('?q=seven')).not.toContain('data-log="');
  expect(await get('?q=seven')).toContain('Search again');
  expect(await get('?at=3999')).not.toContain('data-log="');
});

test('W6 a page of a log weighs less than 100 KB, whatever was written', async () => {
  for (const line of ['漢'.repeat(5_000), '"<&>'.repeat(2_000), '\u001b[1;31mx\u001b[32my'.repeat(900), 'x seven '.repeat(600), 'short']) {
    const wide = await openLogHouse(manyLines({ chunks: 12, perChunk: 100, line: (n) => `${line} ${n} seven` }));
    for (const query of ['', '?q=seven', '?at=600', '?from=1', '?q=seven&hits=300&at=77']) {
      const { length } = await (await fetch(`${wide.url}${query}`)).arrayBuffer().then((bytes) => new Uint8Array(bytes));
      expect([line.slice(0, 9), query, length < 100_000]).toEqual([line.slice(0, 9), query, true]);
    }
    await wide.close();
  }
});

test('W6 an operation that is not there has no log', async () => {
  expect((await fetch(logs.url.replace(/operations\/[^/]+/, 'operations/none'))).status).toBe(404);
});
