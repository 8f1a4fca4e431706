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
  expect(page).toContain('The first 200 are listed.');
  expect(page).toContain('?stream=stdout&amp;line=7#L7');
  expect(await get('?q=%3Cscript%3E')).not.toContain('<script>"');
});

test('R17 what is new comes as rows behind a line; a download has every line, addresses masked', async () => {
  const told = JSON.parse(await get('?stream=stdout&after=3998')) as { html: string; to: number; total: number; isRunning: boolean };
  expect(told).toMatchObject({ to: 4000, total: 4000, isRunning: true });
  expect(told.html.match(/id="L\d+"/g)).toEqual(['id="L3999"', 'id="L4000"']);
  const all = await get('?download=1');
  expect(all.split('\n')).toHaveLength(4_001);
  expect(all).toContain('line 3990 seven •••@•••');
});

test('W6 an operation that is not there has no log', async () => {
  expect((await fetch(logs.url.replace(/operations\/[^/]+/, 'operations/none'))).status).toBe(404);
});
