import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { addWorkspace } from '#products/pipelines/app/workspaces.ts';
import { openHouse, type House } from '#test/support/page-house.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { sharedBackends } from '#test/support/pipelines/installed.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';
import { faultOfHtml } from '#test/support/strict-html.ts';

const STUDY = 'opensafely/measles';
const FILE = `version: '5.0'
actions:
  extract:
    run: python:v2 python extract.py
    outputs: { highly_sensitive: { rows: output/rows.csv } }
  model:
    run: python:v2 python model.py
    needs: [extract]
    outputs: { moderately_sensitive: { table: output/table.csv } }
`;

let repositories: StudyRepositories;
let commit: string;
let house: House;
beforeAll(async () => {
  repositories = await openStudyRepositories([STUDY]);
  commit = await repositories.commit(STUDY, { 'project.yaml': FILE });
});
afterEach(async () => house.close());
afterAll(() => repositories.remove());

async function opened(): Promise<void> {
  house = await openHouse({ studies: repositories.host });
  house.system.rules = { ...house.system.rules, backends: sharedBackends };
  const asked = { name: 'measles', repository: STUDY, branch: 'main', purpose: 'How many?', people: [] };
  expect(await addWorkspace(house.system, asked, { id: 'w', operator: 'grace' })).toHaveProperty('added');
}

interface Page {
  status: number;
  text: string;
}

async function looks(path: string): Promise<Page> {
  return checked(await fetch(`${house.url}${path}`, { headers: { accept: 'text/html' } }));
}

async function checked(answer: Response): Promise<Page> {
  const text = await answer.text();
  expect([faultOfHtml(text), accessibilityFaults(text)]).toEqual([undefined, []]);
  return { status: answer.status, text };
}

/** The form of a page that posts to this operation, as a browser would send it. */
function formOf({ text }: Page, operation: string, id = ''): URLSearchParams {
  const start = text.indexOf(`action="/do/${operation}"${id}`);
  if (start < 0) throw new Error(`no form asks for ${operation}`);
  const form = text.slice(start, text.indexOf('</form>', start));
  const fields = [...form.matchAll(/<input type="hidden" name="(.*?)" value="(.*?)">/gs)];
  return new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value]));
}

async function sends(operation: string, form: URLSearchParams, more: readonly (readonly [string, string])[] = []): Promise<Page> {
  for (const [name, value] of more) form.append(name, value);
  return checked(await fetch(`${house.url}/do/${operation}`, { method: 'POST', body: form, headers: { accept: 'text/html' } }));
}

const names = ({ text }: Page): string[] =>
  [...text.matchAll(/<li><p><strong>(.*?)<\/strong> <span class="tag \w+">(.*?)</g)].map(([, name, word]) => `${name}: ${word}`);

test('K4 O4 W6 a run is asked for from a page: chosen, shown what it would do, and confirmed at the very commit that was shown', async () => {
  await opened();
  const shown = await sends('run_preview', formOf(await looks('/workspaces/measles'), 'run_preview'), [
    ['actions', 'model'],
    ['backend', 'local'],
  ]);
  expect(names(shown)).toEqual(['extract: will run', 'model: will run']);
  expect(shown.text).toContain('Nothing has been made yet.');
  expect(await house.system.store.query({ index: 'runsNewest', equal: {}, limit: 5 })).toEqual([]);
  const confirm = formOf(shown, 'run_add');
  expect([confirm.get('commit'), confirm.get('actions'), confirm.get('backend')]).toEqual([commit, 'model', 'local']);
  const made = await sends('run_add', confirm);
  const [run] = await house.system.store.query({ index: 'runsNewest', equal: {}, limit: 5 });
  expect(made.text).toContain(`href="/runs/${run?.ref.id}"`);
  expect(run?.document.state).toMatchObject({ workspace: 'measles', commit, requested: ['model'] });
  // What is sent once more, or asked for meanwhile, makes nothing.
  const again = await sends('run_preview', formOf(await looks('/workspaces/measles'), 'run_preview'), [
    ['actions', 'model'],
    ['backend', 'local'],
  ]);
  expect(names(again)).toEqual(['extract: joined', 'model: joined'].slice(-names(again).length));
  expect(again.text).not.toContain('/do/run_add');
});

test('W6 K4 nothing is asked for where no action was chosen, and a name that is not there is said beside what there is', async () => {
  await opened();
  const none = await sends('run_preview', formOf(await looks('/workspaces/measles'), 'run_preview'), [
    ['actions', ' '],
    ['backend', 'local'],
  ]);
  expect(none).toMatchObject({ status: 422, text: expect.stringContaining('Nothing was done.') });
  const other = await sends('run_preview', formOf(await looks('/workspaces/measles'), 'run_preview'), [
    ['actions', 'modle'],
    ['backend', 'local'],
  ]);
  expect(other).toMatchObject({
    status: 409,
    text: expect.stringContaining('project.yaml has no action modle; there are extract, model.'),
  });
});

test('O5 W6 chosen actions of a run are cancelled after a question, with an answer for each; choosing none cancels none', async () => {
  await opened();
  const shown = await sends('run_preview', formOf(await looks('/workspaces/measles'), 'run_preview'), [
    ['actions', 'run_all'],
    ['backend', 'local'],
  ]);
  await sends('run_add', formOf(shown, 'run_add'));
  const [made] = await house.system.store.query({ index: 'runsNewest', equal: {}, limit: 5 });
  const path = `/runs/${made?.ref.id}`;
  const page = await looks(path);
  expect([...page.text.matchAll(/name="actions" value="(\w+)" form="cancel"/g)].map(([, name]) => name)).toEqual(['extract', 'model']);
  const form = (): URLSearchParams => formOf(page, 'run_cancel', ' id="cancel"');
  const none = await sends('run_cancel', form());
  expect(none).toMatchObject({ status: 422, text: expect.stringContaining('None was chosen: go back and tick those that you mean') });
  expect(page.text.indexOf('id="cancel"')).toBeGreaterThan(page.text.lastIndexOf('form="cancel"'));
  const question = await sends('run_cancel', form(), [['actions', 'model']]);
  expect(question.text).toContain('are you sure?');
  const told = await sends('run_cancel', formOf(question, 'run_cancel'));
  expect(names(told)).toEqual(['model: cancelled']);
  expect(names(await sends('run_cancel', formOf(question, 'run_cancel')))).toEqual(['model: was over already']);
  const run = (await house.system.store.get({ collection: 'runs', id: made?.ref.id ?? '' }))?.state;
  expect(run?.cancelled).toBeUndefined();
});

test('K4 W6 a workspace is made, given to people, archived and restored from its pages', async () => {
  await opened();
  const make = formOf(await looks('/workspaces'), 'workspace_add');
  const fields = { workspace: 'mumps', repository: 'opensafely/mumps', branch: 'main', purpose: 'How many?', people: '' };
  expect((await sends('workspace_add', make, Object.entries(fields))).text).toContain('/workspaces/mumps');
  const archive = await sends('workspace_archive', formOf(await looks('/workspaces/mumps'), 'workspace_archive'), [['why', 'published']]);
  const done = await sends('workspace_archive', formOf(archive, 'workspace_archive'));
  expect(done.text).toContain('It takes no new runs: <span dir="auto">published</span>');
  expect(done.text).not.toContain('/do/run_preview');
  const restored = await sends('workspace_restore', formOf(done, 'workspace_restore'));
  expect(restored.text).toContain('/do/run_preview');
});
