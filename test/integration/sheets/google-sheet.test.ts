import { describe, expect, jest, test } from '@jest/globals';
import type { SheetRow } from '#contexts/telling/sheet.ts';
import { connectToStandIn } from '#infra/stand-ins/sheets/connect.ts';
import { SheetUnreadable } from '#contexts/telling/ports/approval-sheet.ts';
import { setUpGoogleSheet, type GoogleSheetSetup } from '#test/support/google-sheet.ts';
import { records, sheetRow } from '../../contract/sheet/sheet-contract.ts';

// Many calls over loopback; slow machines may take their time.
jest.setTimeout(60_000);

const rows = (from: number, to: number, version = 1): SheetRow[] =>
  Array.from({ length: to - from }, (_, n) => sheetRow(`r${from + n}`, 's', version));
const seen = ({ standIn }: GoogleSheetSetup) => records(standIn.person().grid());
const byName = (left = '', right = ''): number => (left < right ? -1 : 1);
const writes = ({ standIn }: GoogleSheetSetup) => standIn.calls().filter(({ method }) => method === 'batchUpdate');
const busiest = ({ standIn }: GoogleSheetSetup): number =>
  Math.max(...standIn.calls().map(({ at }) => standIn.calls().filter((call) => call.at <= at && call.at > at - 60_000).length));

describe('N4 one batch at most every 2 s', () => {
  test('N4 100 updates within 2 s are one reading and one batch, and each caller gets its own answer', async () => {
    const woken: (() => void)[] = [];
    const clock = { now: () => 0, sleep: () => new Promise<void>((resolve) => woken.push(resolve)) };
    await using setup = await setUpGoogleSheet({ now: clock.now });
    const sheet = setup.open({ clock });
    const answers = Array.from({ length: 100 }, (_, n) => sheet.upsertRows([sheetRow(`r${n % 40}`, 's', n)]));
    const mistake = sheet.upsertRows([{ ...sheetRow('a', 's', 1), key: 'nokey' }]);
    await expect(mistake).rejects.toThrow('not a key');
    expect(setup.standIn.calls()).toEqual([]);
    expect(woken).toHaveLength(1);
    woken.shift()?.();
    expect(await Promise.all(answers)).toEqual(
      Array.from({ length: 100 }, (_, n) => ({ written: [`r${n % 40}/s`], stale: [], duplicates: [], refused: [] })),
    );
    expect(setup.standIn.calls().map(({ method }) => method)).toEqual(['get', 'batchUpdate']);
    expect(
      seen(setup)
        .map((record) => Number(record['Version']))
        .toSorted((left, right) => left - right),
    ).toEqual(Array.from({ length: 40 }, (_, n) => 60 + n));
  });

  test('N4 a version that is older than another of the same window is answered as stale', async () => {
    await using setup = await setUpGoogleSheet();
    const sheet = setup.open();
    const [later, earlier] = await Promise.all([sheet.upsertRows(rows(0, 1, 5)), sheet.upsertRows(rows(0, 1, 4))]);
    expect([later.written, earlier.stale]).toEqual([['r0/s'], ['r0/s']]);
    expect(seen(setup)).toMatchObject([{ Version: '5' }]);
  });

  test('N4 batches stay 2 s apart and a long burst stays under 60 calls in every minute', async () => {
    await using setup = await setUpGoogleSheet({ quota: 59 });
    const sheet = setup.open();
    for (let version = 1; version <= 80; version += 1) await sheet.upsertRows(rows(0, 1, version));
    const times = writes(setup).map(({ at }) => at);
    expect(times).toHaveLength(80);
    expect(Math.min(...times.slice(1).map((time, n) => time - (times[n] ?? 0)))).toBeGreaterThanOrEqual(2_000);
    expect(busiest(setup)).toBeLessThan(60);
    expect(setup.standIn.calls().filter(({ status }) => status !== 200)).toEqual([]);
  });

  test('N4 nothing to write is read and not written', async () => {
    await using setup = await setUpGoogleSheet();
    const sheet = setup.open();
    await sheet.upsertRows(rows(0, 3));
    await sheet.upsertRows(rows(0, 3));
    await sheet.upsertRows([]);
    expect(setup.standIn.calls().map(({ method }) => method)).toEqual(['get', 'batchUpdate', 'get']);
  });
});

describe('N4 a service that fails', () => {
  test.each([
    ['429 on reading', [{ status: 429 }, { status: 429 }]],
    ['429 on writing', [{ method: 'batchUpdate', status: 429 }]],
    ['500 on writing', [{ method: 'batchUpdate', status: 500 }]],
    [
      '503 on both',
      [
        { method: 'get', status: 503 },
        { method: 'batchUpdate', status: 503 },
      ],
    ],
    ['a connection that is cut', [{ method: 'get' }, { method: 'batchUpdate' }]],
    ['an answer that is lost', [{ method: 'batchUpdate', acts: true }]],
    ['a 503 after it was done', [{ method: 'batchUpdate', status: 503, acts: true }]],
  ] as const)('N4 %s is waited out, and nothing is there twice', async (_name, faults) => {
    await using setup = await setUpGoogleSheet();
    const sheet = setup.open({ random: () => 0.5 });
    await sheet.upsertRows(rows(0, 2));
    setup.standIn.fail(...faults);
    expect(await sheet.upsertRows(rows(1, 4, 2))).toEqual({ written: ['r1/s', 'r2/s', 'r3/s'], stale: [], duplicates: [], refused: [] });
    expect(seen(setup).map((record) => [record['Request'], record['Version']])).toEqual([
      ['r0', '1'],
      ['r1', '2'],
      ['r2', '2'],
      ['r3', '2'],
    ]);
    expect(setup.clock.slept).toContain(500);
    if (faults.some((fault) => 'acts' in fault)) expect(writes(setup)).toHaveLength(2);
  });

  test('N4 waits double, with jitter, and Retry-After counts', async () => {
    await using setup = await setUpGoogleSheet();
    const chances = [0.25, 0.5, 0.75];
    const sheet = setup.open({ random: () => chances.shift() ?? 0 });
    setup.standIn.fail({ status: 429 }, { status: 503 }, { status: 429, retryAfter: '7' });
    await sheet.upsertRows(rows(0, 1));
    expect(setup.clock.slept).toEqual([2_000, 250, 1_000, 10_000]);
  });

  test('N4 patience ends: the failure is told to every caller, and calling again is right', async () => {
    await using setup = await setUpGoogleSheet();
    const sheet = setup.open({ random: () => 1, patience: 10_000 });
    setup.standIn.fail(...Array.from({ length: 4 }, () => ({ method: 'batchUpdate', status: 503 }) as const));
    const calls = [sheet.upsertRows(rows(0, 1)), sheet.upsertRows(rows(1, 2))];
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(calls[0]).rejects.toThrow('503');
    expect(await sheet.upsertRows(rows(0, 2))).toMatchObject({ written: ['r0/s', 'r1/s'] });
    expect(seen(setup)).toHaveLength(2);
  });

  test('N4 a Retry-After beyond patience is not sat out here', async () => {
    await using setup = await setUpGoogleSheet();
    setup.standIn.fail({ status: 429, retryAfter: '3600' });
    await expect(setup.open().upsertRows(rows(0, 1))).rejects.toThrow('429');
    expect(setup.standIn.calls()).toHaveLength(1);
  });

  test('N4 a spreadsheet or tab that is not there, or not shared, is told and not tried again', async () => {
    await using setup = await setUpGoogleSheet();
    await expect(setup.open({ tab: 'Elsewhere' }).upsertRows(rows(0, 1))).rejects.toThrow('perhaps it has no tab "Elsewhere"');
    await expect(setup.open({ spreadsheetId: 'other' }).upsertRows(rows(0, 1))).rejects.toThrow(SheetUnreadable);
    setup.standIn.fail({ status: 403 });
    await expect(setup.open().upsertRows(rows(0, 1))).rejects.toThrow('not shared with the service account');
    expect(setup.standIn.calls()).toHaveLength(3);
  });

  test('N4 the quota is shared: what others used up is waited for', async () => {
    await using setup = await setUpGoogleSheet({ quota: 4 });
    const sheet = setup.open({ random: () => 1, patience: 120_000 });
    for (let version = 1; version <= 4; version += 1) await sheet.upsertRows(rows(0, 1, version));
    expect(seen(setup)).toMatchObject([{ Version: '4' }]);
    expect(setup.standIn.calls().some(({ status }) => status === 429)).toBe(true);
  });
});

describe('N4 several writers', () => {
  test('N4 two that add the same rows at the same time add each once', async () => {
    await using setup = await setUpGoogleSheet();
    const [one, two] = [setup.open(), setup.open()];
    await Promise.all([one.upsertRows(rows(0, 5)), two.upsertRows(rows(3, 8))]);
    expect(
      seen(setup)
        .map((record) => record['Request'])
        .toSorted(byName),
    ).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']);
    expect(writes(setup).some(({ status }) => status === 400)).toBe(true);
  });

  test('N4 of two that read the same sheet the slower one does not write an older version over a newer', async () => {
    await using setup = await setUpGoogleSheet();
    const [slow, quick] = [setup.open(), setup.open({ window: 0 })];
    await slow.upsertRows(rows(0, 1, 1));
    let other: Promise<unknown> | undefined;
    setup.standIn.onCall((method) => {
      if (method === 'batchUpdate' && other === undefined) other = quick.upsertRows(rows(0, 1, 9));
    });
    // The slow writer's batch arrives while the quick one has not read yet: it is the quick one that reads again.
    const both = [await slow.upsertRows(rows(0, 1, 5)), await other];
    expect(both[0]).toMatchObject({ written: ['r0/s'] });
    expect(seen(setup)).toMatchObject([{ Version: '9', State: 'state 9' }]);
  });

  test('N4 any number of writers, lost answers and refusals: one row per job, the latest version in it', async () => {
    await using setup = await setUpGoogleSheet({ quota: 10_000 });
    setup.standIn.fail(
      ...Array.from({ length: 12 }, (_, n) =>
        n % 3 === 0 ? ({ method: 'batchUpdate', acts: true } as const) : ({ status: n % 3 === 1 ? 503 : 429 } as const),
      ),
    );
    const writers = Array.from({ length: 4 }, () => setup.open({ patience: 10_000_000 }));
    const patiently = async (n: number): Promise<void> => {
      const row = sheetRow(`r${n % 7}`, 's', n);
      for (let tries = 0; tries < 20; tries += 1) {
        const done = await writers[n % 4]?.upsertRows([row]).then(
          () => true,
          () => false,
        );
        if (done === true) return;
      }
      throw new Error(`row ${n} was never written`);
    };
    await Promise.all(Array.from({ length: 60 }, (_, n) => patiently(n)));
    const latest = seen(setup).map((record) => [record['Request'], record['State']]);
    expect(latest.toSorted(([left = ''], [right = '']) => (left < right ? -1 : 1))).toEqual([
      ['r0', 'state 56'],
      ['r1', 'state 57'],
      ['r2', 'state 58'],
      ['r3', 'state 59'],
      ['r4', 'state 53'],
      ['r5', 'state 54'],
      ['r6', 'state 55'],
    ]);
  });

  test('N4 a batch that was long on its way finds its turn taken', async () => {
    await using setup = await setUpGoogleSheet({ quota: 10_000 });
    const quick = setup.open();
    await quick.upsertRows(rows(0, 1, 1));
    const real = connectToStandIn(setup.standIn.port);
    const [held, hold] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const batchUpdate = async (...call: Parameters<typeof real.spreadsheets.batchUpdate>) => {
      held.resolve();
      await hold.promise;
      return real.spreadsheets.batchUpdate(...call);
    };
    const late = { spreadsheets: { get: real.spreadsheets.get.bind(real.spreadsheets), batchUpdate } } as unknown as typeof real;
    const answer = setup.open({ sheets: late }).upsertRows(rows(0, 1, 2));
    await held.promise;
    for (let version = 3; version < 60; version += 1) await quick.upsertRows(rows(0, 1, version));
    hold.resolve();
    expect(await answer).toMatchObject({ stale: ['r0/s'] });
    expect(seen(setup)).toMatchObject([{ Version: '59' }]);
    expect(writes(setup).filter(({ status }) => status === 400)).toHaveLength(1);
  });
});

describe('N4 cells that people protected', () => {
  test('N4 a protected cell keeps its own row as it was, and no other row of the same batch', async () => {
    await using setup = await setUpGoogleSheet();
    const sheet = setup.open();
    await sheet.upsertRows(rows(0, 3));
    setup.standIn.person().protect({ startRowIndex: 2, endRowIndex: 3, startColumnIndex: 14, endColumnIndex: 15 });
    const [first, locked, new_] = await Promise.all([0, 1, 5].map((n) => sheet.upsertRows(rows(n, n + 1, 2))));
    expect([first?.written, locked?.written, new_?.written]).toEqual([['r0/s'], [], ['r5/s']]);
    expect([first?.refused, locked?.refused, new_?.refused]).toEqual([[], ['r1/s'], []]);
    expect(seen(setup).map((record) => record['Version'])).toEqual(['2', '1', '1', '2']);
    expect(setup.standIn.calls().filter(({ status }) => status !== 200)).toEqual([]);
  });

  test('N4 every repair mends the rows around it, names it, and mends it once it is free', async () => {
    await using setup = await setUpGoogleSheet();
    const sheet = setup.open();
    await sheet.upsertRows(rows(0, 3));
    setup.standIn.person().protect({ startRowIndex: 2, endRowIndex: 3 });
    const repair = () => sheet.reconcile(() => Promise.resolve(rows(0, 4, 2)));
    expect(await repair()).toMatchObject({ behind: ['r0/s', 'r2/s'], missing: ['r3/s'], refused: ['r1/s'] });
    expect(await repair()).toMatchObject({ behind: [], missing: [], refused: ['r1/s'] });
    setup.standIn.person().protect();
    expect(await repair()).toMatchObject({ behind: ['r1/s'], refused: [] });
    expect(seen(setup).map((record) => record['Version'])).toEqual(['2', '2', '2', '2']);
  });

  test('N4 a protected column refuses each row that would change in it, and rows that say it already are none', async () => {
    await using setup = await setUpGoogleSheet();
    const sheet = setup.open();
    await sheet.upsertRows(rows(0, 2));
    setup.standIn.person().protect({ startColumnIndex: 14, endColumnIndex: 15 });
    expect(await sheet.upsertRows([...rows(0, 1), ...rows(1, 2, 2), ...rows(7, 8)])).toMatchObject({
      written: ['r0/s'],
      refused: ['r1/s', 'r7/s'],
    });
  });
});
