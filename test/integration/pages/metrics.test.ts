import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { countOperations } from '#test/support/counting.ts';
import { invite, openHouse, type House } from '#test/support/page-house.ts';
import { readFigures } from '#products/rehearsal/app/read-figures.ts';
import { HOUR } from '#kernel/time.ts';

const TOKEN = 'a-token-of-thirty-two-letters-or-more';

let house: House;
beforeEach(async () => {
  house = await openHouse({ token: TOKEN });
});
afterEach(() => house.close());

const scrape = (token: string): Promise<Response> =>
  fetch(`${house.url}/metrics`, { headers: token === '' ? {} : { authorization: `Bearer ${token}` }, redirect: 'manual' });

describe('X8 /metrics', () => {
  test('is for those who may read it, and is what Prometheus reads', async () => {
    await invite(house, { id: 'queued1' });
    const response = await scrape(TOKEN);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const lines = (await response.text()).split('\n').slice(0, -1);
    for (const line of lines)
      expect(line).toMatch(
        /^(?:# HELP [a-z_]+ .+|# TYPE [a-z_]+ (?:gauge|counter)|[a-z_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? -?[0-9.e+-]+)$/,
      );
    expect(lines).toContain('rehearsal_requests{status="waiting_for_gates"} 1');
    expect(new Set(lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2]))).toEqual(
      new Set(lines.filter((line) => !line.startsWith('#')).map((line) => /^[a-z_]+/.exec(line)?.[0])),
    );
    for (const token of ['', 'another-token']) expect((await scrape(token)).status).not.toBe(200);
  });

  test('says what is late: the most overdue effect, the answer that is due, the dead letters', async () => {
    await invite(house, { id: 'late1' });
    house.time.now += 2 * HOUR;
    const text = await (await scrape(TOKEN)).text();
    expect(Number(/^rehearsal_effects_overdue_seconds (\S+)$/m.exec(text)?.[1])).toBeGreaterThan(3_600);
    expect(text).toContain('rehearsal_dead_letters 0');
  });

  test('Z3 costs the same with many requests as with one: nothing is gone through', async () => {
    const costOf = async (): Promise<number> => {
      const { store, operations } = countOperations(house.system.store);
      await readFigures({ ...house.system, store });
      return operations.reads;
    };
    await invite(house, { id: 'one0' });
    const one = await costOf();
    for (let n = 1; n <= 60; n += 1) await invite(house, { id: `more${n}` });
    const many = await costOf();
    console.info(`a scrape reads ${one} documents or counts with 1 request, ${many} with 61`);
    expect(many).toBeLessThanOrEqual(one + 2);
    expect(many).toBeLessThan(80);
  });
});
