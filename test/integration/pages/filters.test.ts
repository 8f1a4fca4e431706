import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync, globSync } from 'node:fs';
import { jobsFilter } from '#products/rehearsal/pages/jobs/page.ts';
import { pages } from '#functions/serve-pages/pages/table.ts';
import type { Page } from '#functions/serve-pages/page.ts';
import type { FilterField, FilterFields } from '#html/filter/field.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
  await invite(house, { id: 'first' });
});
afterEach(async () => house.close());

/** What cannot be read as such a field. */
function wrongOf(field: FilterField): string[] {
  switch (field.kind) {
    case 'text':
      return ['x'.repeat(field.max + 1), ...(field.fits === undefined ? [] : ['!/!/!'])].filter((text) => text.length <= 500);
    case 'choice':
      return ['nonsense', '__proto__'];
    case 'time':
      return ['notaday', '2026-13-01', '2026-02-31', '2026-11-30T25:00Z', '2026-11-30T10:00'];
    case 'number':
      return ['x', '-1', '1.5', String(field.most + 1)].filter((text) => text.length <= 9);
  }
}

/** Something of each kind that a path names. */
const names: Record<string, string> = { ':slug': 'local', ':id': 'abcdefgh12345678', ':name': 'first', '*': '3.4.1' };

const lists: [path: string, fields: FilterFields, isExport: boolean][] = [
  ...Object.values<Page>(pages).flatMap(({ filter, listPath, open = [], guarded }): typeof lists =>
    filter === undefined
      ? []
      : [...open, ...(guarded?.paths ?? [])].map((path) => [
          path.replaceAll(/:[a-z]+|\*/g, (part) => names[part] ?? 'a'),
          filter.fields,
          listPath !== undefined,
        ]),
  ),
  ['/jobs', jobsFilter.fields, false],
];

async function opened(path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${house.url}${path}`, { headers: { accept: 'text/html' } });
  return { status: answer.status, text: await answer.text() };
}

describe.each(lists)('W8 %s', (path, fields, isExport) => {
  const cases = Object.entries(fields).flatMap(([name, field]) => wrongOf(field).map((text) => [name, text, field] as const));

  test.each(cases)('W8 %s=%s is told beside the field, and nothing is listed', async (name, text, field) => {
    const { status, text: page } = await opened(`${path}?${new URLSearchParams({ [name]: text }).toString()}`);
    expect([status, accessibilityFaults(page)]).toEqual([isExport ? 422 : 200, []]);
    expect(page).toContain('Nothing is shown: what stands in the address cannot be read.');
    if (field.isHidden === true) return expect(page).toContain('class="note wait"');
    expect(page).toMatch(new RegExp(`id="f-${name}-problem">[^<]+</span><(?:input|select) id="f-${name}"`));
    if (field.kind !== 'choice') expect(page).toContain(`value="${text}"`);
  });

  test('W8 a filter that there is not is told, too', async () => {
    const { text } = await opened(`${path}?sicne=2026-11-30`);
    expect(text).toContain('has no filter “sicne”. It has: ');
    expect(text).toContain('Nothing is shown');
  });
});

test('W8 the beginning of a time lies before its end', async () => {
  for (const path of ['/audit', '/operations']) {
    const { text } = await opened(`${path}?since=2026-12-02&until=2026-12-01`);
    expect(text).toMatch(/id="f-until-problem">It is before the beginning\./);
    expect((await opened(`${path}?since=2026-12-01&until=2026-12-01`)).text).not.toContain('Nothing is shown');
  }
});

test('B10 W8 a backend that there is not is told, and what ran on one that is gone can be found', async () => {
  for (const path of ['/runs', '/operations']) {
    const { text } = await opened(`${path}?backend=nope`);
    expect(text).toMatch(/id="f-backend-problem">There is no backend “nope” now\. There are: local/);
    expect(text).toMatch(/There is no run that fits|No operation fits/);
    expect((await opened(`${path}?backend=local`)).text).not.toContain('f-backend-problem');
  }
});

test('W8 no page reads a filter in a way of its own', () => {
  const own = globSync(['functions/serve-pages/pages/*.ts', 'functions/serve-operations/jobs.ts']).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:searchParams|query)\.(?:get|has)\('(\w+)'\)/g)]
      .map(([, name = '']) => `${file.split('/').at(-1) ?? ''} ${name}`)
      .filter((one) => !/ (?:after|told|key)$/.test(one)),
  );
  // The form's address fills it in; a workspace's page says which backend it shows; a log is one thing, not a list.
  const known = new Set([
    'form.ts from',
    'operation-log.ts q',
    'workspace.ts on',
    'workspace-outputs.ts on',
    'workspace-outputs.ts action',
  ]);
  expect(own.filter((one) => !known.has(one))).toEqual([]);
  const forms = globSync('shared/**/*.ts').filter((file) => readFileSync(file, 'utf8').includes('method="get"'));
  expect(forms.toSorted()).toEqual(['shared/contexts/operations/pages/log/log-page.ts', 'shared/html/filter/form.ts']);
});
