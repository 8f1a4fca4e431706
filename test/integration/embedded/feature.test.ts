import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { parseCsv } from '#adapters/embedded/csv.ts';
import { formOf } from '#infra/embedded/demo/forms.ts';
import { ask, eventually, mailReader, press, startEmbedded, untilStatus, type Embedded } from '#test/support/embedded.ts';

let home: Embedded;
let next: ReturnType<typeof mailReader>;

const byHand = {
  slug: 'hand',
  name: 'A server that people look after',
  executor: 'manual',
  capacity: 1,
  jobTimeoutMinutes: 60,
  deploySteps: [{ name: 'put-on', kind: 'manual', instructions: 'Put the branch on the server.', timeoutMinutes: 60 }],
};

beforeAll(async () => {
  home = await startEmbedded({ settings: { backends: [byHand] } });
  next = mailReader(home);
}, 30_000);

afterAll(() => home.stop());

async function sheetRows(id: string): Promise<string[][]> {
  const text = await readFile(home.runtime.parts.folder('approvals.csv'), 'utf8').catch(() => '');
  return parseCsv(text, ',')
    .map(({ fields }) => fields.map((field) => field.text))
    .filter((row) => row.includes(id));
}

test('A2 a feature is deployed by hand and tested by hand, and its approval needs no comparison', async () => {
  const feature = { thirdPartyApis: ['Mail by Example'], testSteps: 'Sign up; a mail comes.' };
  const { docCovers: _none, ...form } = formOf({
    kind: 'feature',
    pullRequest: 'https://github.com/oppia/oppia/pull/2',
    feature,
    backend: 'hand',
  });
  const id = await ask(home, form);
  await press(home, await next('ana@', id, 'review wanted'), 'Accept');
  const step = await next('tess@', id, 'put-on');
  expect(step.text).toContain('Put the branch on the server.');
  await press(home, step, 'Passed', { comment: 'it is on' });
  const manual = await next('tess@', id, 'test by hand');
  expect(manual.text).toContain('Sign up; a mail comes.');
  expect(manual.text).not.toMatch(/^Approve: /m);
  await press(home, manual, 'Passed', { comment: 'the mail came within a minute' });
  const verdict = await next('ana@', id, 'verdict wanted');
  expect(
    (await home.client.mails()).some(
      (mail) => mail.to.includes('tess@') && mail.subject.includes(id) && mail.subject.includes('verdict wanted'),
    ),
  ).toBe(false);
  await press(home, verdict, 'Approve', { comment: 'saw the same' });
  const state = await untilStatus(home, id, 'approved');
  expect(state.jobs).toMatchObject([
    {
      approval: { expectedOutput: { kind: 'not_applicable' }, outcomeVerified: 'saw the same' },
      runs: [{ executor: 'manual', result: { manualRecord: 'the mail came within a minute', testedBy: 'tess' } }],
    },
  ]);
  expect((await next('carla@example.com', id, 'test by hand passed')).text).toContain('Tess Tester recorded it');
  for (const reader of ['carla@example.com', 'rita@']) await next(reader, id, 'approved');
  const [row, ...more] = await eventually('the approved row', async () => {
    const found = await sheetRows(id);
    return found.some((cells) => cells.some((cell) => /^Approved by Ana Admin on \d{4}-\d\d-\d\d, [0-9a-f]{7}$/.test(cell)))
      ? found
      : undefined;
  });
  expect(more).toEqual([]);
  expect(row).toEqual(expect.arrayContaining(['Feature: Mail by Example', 'succeeded (by hand, Tess Tester)', 'saw the same']));
  const page = (await home.client.get(new URL(/Status page: (\S+)/.exec(verdict.text)?.[1] ?? '').pathname)).text;
  for (const told of ['Tess Tester recorded that it passed', 'there is no output to compare', 'the mail came within a minute'])
    expect(page).toContain(told);
}, 60_000);
