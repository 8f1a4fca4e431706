import { expect, test } from '@jest/globals';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { readShownRun, readSteps } from '#products/pipelines/app/show/run.ts';
import type { ActionsAsked } from '#products/pipelines/domain/shown/run.ts';
import { graphPage, runPage } from '#products/pipelines/pages/runs/run-page.ts';
import { framed } from '#html/document.ts';
import type { PageContent } from '#html/document.ts';
import { countOperations } from '#test/support/counting.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { faultOfHtml } from '#test/support/strict-html.ts';
import { openTown, type Town } from '#test/support/pipelines/town.ts';

const cancel: AskView = {
  operation: 'run_cancel',
  words: { label: 'Cancel', done: 'Done.', sure: 'It stops.' },
  fields: [],
  values: new Map([['run', 'x']]),
  back: '/runs/x',
  form: 'f1',
};
const A = 'a'.repeat(16);
const B = 'b'.repeat(16);

function sent(content: PageContent): string {
  const page = framed(content, { installation: 'Sample', groups: [], footer: '' });
  expect([faultOfHtml(page), accessibilityFaults(page)]).toEqual([undefined, []]);
  return page;
}

async function pageOf(town: Town, run: string, asked: Partial<ActionsAsked> = {}, mayCancel = true): Promise<string> {
  const found = await readShownRun(town.house, run, { from: 0, ...asked });
  if (found === undefined) throw new Error('no run');
  const steps = await readSteps(town.house, run);
  return sent(
    runPage({
      ...found,
      steps,
      asked: { from: 0, ...asked },
      cancel: { ...cancel, refused: mayCancel ? undefined : 'You may not.' },
      when: { now: town.time.now, timeZone: 'UTC' },
    }),
  );
}

const rowsOf = (page: string): Map<string, string> =>
  new Map(
    [...page.matchAll(/<li id="a-\d+"><p>(?:<input[^>]*> <label[^>]*>)?<strong>(.*?)<\/strong>(.*?)<\/li>/gs)].map(
      ([, name = '', rest = '']) => [name, rest.replace(/<[^>]*>/g, '')],
    ),
  );

test('W6 B3 O3 K2 a run’s page says of each action how it stands, why it waits, who can change that, why it failed and what to do', async () => {
  const town = openTown({ pools: { default: 4 } });
  await town.makes(A, {
    extract: {},
    broken: {},
    late: { weight: 2 },
    model: { needs: ['extract', 'late'] },
    after: { needs: ['broken'] },
  });
  await town.ends('extract');
  await town.ends('broken', { exitCode: 3 });
  await town.makes(B, {
    extract: { take: 'reuse', job: town.idOf(A, 'extract') },
    late: { take: 'join', job: town.idOf(A, 'late'), run: A },
  });
  const rows = rowsOf(await pageOf(town, A));
  expect(rows.get('extract')).toMatch(/succeeded.*Took .*Output and log: the attempt/s);
  expect(rows.get('broken')).toMatch(/failed.*Why: its program ended with exit code 3\. What to do: Read its log, mend the action, push/s);
  expect(rows.get('after')).toMatch(/did not run.*because broken did not succeed\. Mend that one first/s);
  expect(rows.get('model')).toMatch(/waits for others.*It waits: waits for late.*Who can change it: nobody: it passes by itself/s);
  const other = rowsOf(await pageOf(town, B));
  expect(other.get('extract')).toMatch(/taken from before.*Its success in run a+, at commit c{7}, is used again/s);
  expect(other.get('late')).toMatch(/It counts as the job of run a+ does/);
  await town.store.close();
});

test('O5 W4 what is not over can be chosen to be cancelled, by whoever may', async () => {
  const town = openTown({ pools: { default: 1 } });
  await town.makes(A, { first: {}, second: {} });
  await town.ends('first');
  const page = await pageOf(town, A);
  expect([...page.matchAll(/name="actions" value="(.*?)" form="cancel"/g)].map(([, name]) => name)).toEqual(['second']);
  expect(page).toContain('Cancel the whole run');
  expect(page).toContain('name="_needs" value="actions"');
  const other = await pageOf(town, A, {}, false);
  expect(other).not.toContain('type="checkbox"');
  expect(other).toContain('You may not.');
  await town.store.close();
});

test('O1 W8 a page of a run of 2,191 actions reads some of them, is below 100 KB and opens in under a second; so is its graph', async () => {
  let counted: ReturnType<typeof countOperations> | undefined;
  const town = openTown({
    wrap(store) {
      counted = countOperations(store as never);
      return counted.store as never;
    },
  });
  const long = 'generate_the_study_population_of_the_measure_number_';
  const actions = Object.fromEntries(
    Array.from({ length: 2_191 }, (_, n) => [`${long}${n}`, n < 400 ? {} : { needs: [`${long}${n % 400}`, `${long}${n - 1}`] }]),
  );
  await town.makes(A, actions);
  const { operations } = counted!;
  const [before, began] = [operations.reads, performance.now()];
  const asked = { from: 1_000 };
  const found = await readShownRun(town.house, A, asked);
  if (found === undefined) throw new Error('no run');
  const page = sent(runPage({ ...found, asked, cancel, when: { now: town.time.now, timeZone: 'Europe/Vienna' } }));
  const took = performance.now() - began;
  const steps = await readSteps(town.house, A);
  const drawn = [undefined, 1_500].map((around) => sent(graphPage(A, steps, around)).length);
  console.info(`${page.length} bytes, ${operations.reads - before} reads in all, ${Math.round(took)} ms; graphs ${drawn.join(', ')} bytes`);
  expect(rowsOf(page).size).toBe(50);
  expect(page).toContain('From number 1001 of 2191');
  expect(Buffer.byteLength(page)).toBeLessThan(100_000);
  expect(Math.max(...drawn)).toBeLessThan(100_000);
  expect(took).toBeLessThan(1_000);
  await town.store.close();
}, 60_000);
