import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from '#functions/serve-pages/page.ts';
import { pages } from '#functions/serve-pages/pages/table.ts';
import { invite, openHouse, toRunning, type House } from '#test/support/page-house.ts';

let house: House;
let run: string;
beforeAll(async () => {
  house = await openHouse();
  const state = await toRunning(await invite(house));
  run = state.jobs.flatMap(({ runs }) => runs)[0]?.id ?? '';
  house.outputs.set(run, { stdout: ['one', 'two'], stderr: [] });
});
afterAll(() => house.close());

const paths = Object.values<Page>(pages).flatMap(({ open = [], guarded }) => [...open, ...(guarded?.paths ?? [])]);

/** What pages read back from an address: where a list goes on, a line, a day, a part. */
const NAMES = [
  'after',
  'from',
  'line',
  'page',
  'part',
  'q',
  'status',
  'since',
  'until',
  'on',
  'text',
  'key',
  'repository',
  'stream',
  'who',
];
const ODD = [
  '1/history~x~y~z',
  'WzEsImhpc3Rvcnl-eH55fnoiXQ',
  '__proto__',
  'constructor',
  '../../x',
  '-1',
  '1e400',
  '9'.repeat(30),
  'a'.repeat(3_000),
  '\u0000',
  '\ud800',
  '<script>',
  "' OR 1=1 --",
];

test.each([...paths, '/jobs'])('P4 W8 %s says something to whatever stands in its address, and never fails', async (path) => {
  const at = path
    .replace(/:id|:slug|:name|\*/g, (part) =>
      part === ':slug' ? 'local' : part === ':id' && path.includes('operations') ? encodeURIComponent(run) : 'rq7k2m',
    )
    .replace('/requests/rq7k2m/runs/rq7k2m', `/requests/rq7k2m/runs/${run}/stdout.txt`);
  house.logged.length = 0;
  for (const odd of ODD) {
    const query = new URLSearchParams(NAMES.map((name): [string, string] => [name, odd]));
    const answer = await fetch(`${house.url}${at}?${query.toString()}`, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    expect([at, odd, answer.status < 500]).toEqual([at, odd, true]);
    for (const name of NAMES) {
      const one = await fetch(`${house.url}${at}?${new URLSearchParams({ [name]: odd }).toString()}`, {
        redirect: 'manual',
        headers: { accept: 'text/html' },
        signal: AbortSignal.timeout(2_000),
      });
      await one.arrayBuffer();
      expect([at, name, odd, one.status < 500]).toEqual([at, name, odd, true]);
    }
  }
});
