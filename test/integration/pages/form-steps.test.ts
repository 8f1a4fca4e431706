import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isAsked } from '#contexts/intake/domain/form/asked-of.ts';
import { requestKinds } from '#contexts/intake/domain/choices.ts';
import { controlsOf, shownForm } from '#test/support/shown-form.ts';
import { faultOfHtml } from '#test/support/strict-html.ts';
import { DAY } from '#kernel/time.ts';
import { openHouse, type House } from '#test/support/page-house.ts';
import { sampleForm } from '#test/support/sample-submission.ts';
import { toFormFields } from '#doors/form-prefill.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

type Fields = Map<string, string>;

async function press(fields: Fields, button: Record<string, string> = {}): Promise<{ status: number; page: string; headers: Headers }> {
  const body = new URLSearchParams([...fields, ...Object.entries(button)].map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
  const response = await fetch(`${house.url}/requests/form`, { method: 'POST', body, redirect: 'manual' });
  return { status: response.status, page: await response.text(), headers: response.headers };
}

async function open(query = ''): Promise<string> {
  return (await fetch(`${house.url}/requests/new${query}`)).text();
}

/** Ids of the parts that are shown for some kinds only, and whether they are in view. */
function isInView(page: string, name: string): boolean {
  const before = page.slice(0, page.indexOf(` name="${name}"`));
  const parts = [...before.matchAll(/<(\/?)(div|fieldset)\b([^>]*)>/g)];
  const open: boolean[] = [];
  for (const [, end, , attributes = ''] of parts) {
    if (end === '/') open.pop();
    else open.push(/ hidden\b/.test(attributes));
  }
  return open.every((hidden) => !hidden);
}

const typedText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom('a=1\na=2', ' , ,', '  ', 'x\n\n  y', '<b>', '"quoted" & more', '~ *', '= no number'),
);
const step = fc.record({
  typed: fc.array(fc.record({ at: fc.nat(200), text: typedText, again: fc.boolean() }), { maxLength: 6 }),
  button: fc.constantFrom('next', 'addJob', 'addJob', 'removeJob', 'check', 'send'),
  row: fc.nat(5),
});

/** What can be typed there, and travels: line breaks in areas only, no characters that are made visible (X2). */
function textFor(type: string, text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is left out
  const plainText = text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?');
  return type === 'textarea' ? plainText : plainText.replaceAll('\n', ' ');
}

function fill(page: string, fields: Fields, at: number, text: string): void {
  const controls = controlsOf(page);
  const control = controls[at % controls.length];
  if (control === undefined) return;
  const { name, type, value } = control;
  if (type === 'select') fields.set(name, optionsOf(page, name)[at % optionsOf(page, name).length] ?? '');
  else if (type === 'radio') fields.set(name, value);
  else if (type === 'checkbox' && !fields.delete(name)) fields.set(name, value);
  else if (type !== 'checkbox') fields.set(name, textFor(type, text));
}

function optionsOf(page: string, name: string): string[] {
  const [, inside = ''] = new RegExp(`name="${name.replace(/[.[\]]/g, '\\$&')}"[^>]*>(.*?)</select>`, 's').exec(page) ?? [];
  return [...inside.matchAll(/<option value="([^"]*)"/g)].map(([, value = '']) => value);
}

/** What must be there after the button, row by row. */
function expectedAfter(fields: Fields, button: string, row: number): [string, string][] {
  const kept = [...fields].filter(([name]) => !['shown', 'submissionId'].includes(name));
  if (button !== 'removeJob') return kept;
  return kept.flatMap(([name, value]): [string, string][] => {
    const at = /^jobs\[(\d+)\]/.exec(name)?.[1];
    if (at === undefined || Number(at) < row) return [[name, value]];
    return Number(at) === row ? [] : [[name.replace(/^jobs\[\d+\]/, `jobs[${Number(at) - 1}]`), value]];
  });
}

describe('the form by steps', () => {
  test('I12 going on without a kind is told at the kind, and problems stand in the order of the form', async () => {
    const { status, page } = await press(shownForm(await open()), { next: '1' });
    expect(status).toBe(200);
    expect(page).toContain('href="#f-kind">Kind: Choose one: the questions follow from it.</a>');
    const filled = await press(shownForm(await open('?kind=existing_job')));
    const listed = [...filled.page.slice(filled.page.indexOf('id="problems"')).matchAll(/<li><a href="#(f-[^"]+)">/g)].map(
      ([, id = '']) => id,
    );
    const places = listed.map((id) => filled.page.indexOf(` id="${id}"`));
    expect(listed.length).toBeGreaterThan(3);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('I12 at first only the kind is asked; then what that kind needs, and nothing else', async () => {
    const first = await open();
    const inView = (page: string): string[] => controlsOf(page).flatMap(({ name }) => (isInView(page, name) ? [name] : []));
    expect(new Set(inView(first))).toEqual(new Set(['kind']));
    for (const kind of requestKinds) {
      const { status, page } = await press(new Map([...shownForm(first), ['kind', kind]]), { next: '1' });
      expect([status, faultOfHtml(page)]).toEqual([200, undefined]);
      const all = [...new Set(controlsOf(page).map(({ name }) => name))];
      expect(all.filter((name) => isInView(page, name))).toEqual(all.filter((name) => isAsked(name, kind)));
      expect(page).not.toContain('role="alert"');
    }
  });

  test('I12 whoever has not seen the questions of the chosen kind sees them before anything is sent', async () => {
    const first = shownForm(await open());
    expect((await press(new Map([...first, ['kind', 'feature']]))).status).toBe(200);
    const { page } = await press(new Map([...first, ['kind', 'feature']]), { next: '1' });
    const [same, other] = [await press(shownForm(page)), await press(new Map([...shownForm(page), ['kind', 'new_job']]))];
    expect([same.status, other.status]).toEqual([422, 200]);
    expect(isInView(other.page, 'jobs[0].name')).toBe(true);
  });

  test('I12 what was typed for another kind is kept, and not sent', async () => {
    const form = toFormFields(sampleForm({ submissionId: 'kept' }));
    const fields = new Map([...form, ['shown', 'new_job'], ['feature.testSteps', 'Open it.'], ['ref', 'develop']] as const);
    const checked = await press(fields, { check: '1' });
    expect(checked.page).toContain('No problems were found.');
    expect(shownForm(checked.page).get('feature.testSteps')).toBe('Open it.');
    expect(shownForm(checked.page).get('ref')).toBe('develop');
    expect((await press(fields)).status).toBe(303);
  });

  test('I12 nothing that was typed is lost, whatever is pressed in whichever order', async () => {
    const first = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        let page = first;
        for (const { typed, button, row } of steps) {
          const fields = shownForm(page);
          for (const { at, text } of typed) fill(page, fields, at, text);
          const rows = controlsOf(page).filter(({ name }) => /^jobs\[\d+\]\.name$/.test(name)).length;
          const remove = button === 'removeJob' && rows > 1;
          const pressed = button === 'removeJob' && !remove ? 'next' : button;
          const answer = await press(fields, pressed === 'send' ? {} : { [pressed]: remove ? String(row % rows) : '1' });
          expect([200, 422]).toContain(answer.status);
          expect(faultOfHtml(answer.page)).toBeUndefined();
          const shown = shownForm(answer.page);
          const kept = expectedAfter(fields, pressed, row % rows);
          expect(kept.filter(([name, value]) => value !== (shown.get(name) ?? ''))).toEqual([]);
          ({ page } = answer);
        }
      }),
      { numRuns: Number(process.env['FORM_RUNS'] ?? 60) },
    );
  });

  test('I12 a problem stands at the row of its job, also behind an empty one', async () => {
    const fields = new Map([...toFormFields(sampleForm({ submissionId: 'rows', jobs: [] })), ['shown', 'new_job']] as [string, string][]);
    for (const row of [0, 1, 2]) fields.set(`jobs[${row}].role`, 'other').set(`jobs[${row}].name`, row === 2 ? 'Wrong' : '');
    const { status, page } = await press(fields);
    expect([status, page.includes('id="f-jobs-2-name-problem"'), page.includes('Job 3, class name')]).toEqual([422, true, true]);
  });

  test('I12 another job and one job less lead back to their place, without a script', async () => {
    const { page } = await press(
      new Map([
        ['kind', 'new_job'],
        ['shown', 'new_job'],
        ['jobs[0].name', 'AJob'],
      ]),
      { addJob: '1' },
    );
    expect(page).toContain('name="addJob" value="1" formnovalidate formaction="/requests/form#f-jobs-2-name"');
    expect(page).toContain('name="removeJob" value="1" formnovalidate formaction="/requests/form#f-jobs-0-name"');
    const less = await press(new Map([...shownForm(page), ['jobs[1].name', 'BJob'], ['jobs[1].step', 'second']]), { removeJob: '0' });
    expect([shownForm(less.page).get('jobs[0].name'), shownForm(less.page).get('jobs[0].step')]).toEqual(['BJob', 'second']);
    expect(less.page).not.toContain('Remove job');
    const most = new Map([
      ['kind', 'new_job'],
      ['shown', 'new_job'],
      ...Array.from({ length: 20 }, (_, n) => [`jobs[${n}].name`, `A${n}Job`] as const),
    ] as [string, string][]);
    expect((await press(most, { addJob: '1' })).page).not.toContain('Add another job');
  });

  test('I12 an answer changed after sending is shown again, to be sent as another request', async () => {
    const form = new Map([...toFormFields(sampleForm({ submissionId: 'twice' })), ['shown', 'new_job']] as [string, string][]);
    expect((await press(form)).status).toBe(303);
    form.set('reason', 'One more thing.');
    const again = await press(form);
    expect([again.status, again.page.includes('One more thing.')]).toEqual([409, true]);
    expect(shownForm(again.page).get('submissionId')).not.toBe('twice');
    expect((await press(shownForm(again.page))).status).toBe(303);
  });

  test('I12 when nothing can be stored, what was typed is there to be sent again', async () => {
    const { store } = house.system;
    house.time.now += DAY;
    const form = new Map([...toFormFields(sampleForm({ submissionId: 'down', reason: 'Typed at length.' })), ['shown', 'new_job']] as [
      string,
      string,
    ][]);
    const broken = async (): Promise<never> => Promise.reject(new Error('the store is away'));
    const { transact, get } = store;
    Object.assign(store, { transact: broken, get: broken });
    const down = await press(form);
    Object.assign(store, { transact, get });
    expect([down.status, down.headers.get('retry-after'), shownForm(down.page).get('reason')]).toEqual([503, '30', 'Typed at length.']);
    expect(shownForm(down.page).get('submissionId')).toBe('down');
    expect((await press(shownForm(down.page))).status).toBe(303);
  });

  test('C1 releases are a list, each with its cutoff by the reader’s clock; a chosen one that is gone stays chosen', async () => {
    const page = await open('?kind=new_job');
    expect(page).toMatch(/<option value="3\.4\.1">3\.4\.1: cut \w{3} \d+ \w{3} \d{4}, \d\d:\d\d \(UTC\), in \d+ days/);
    const gone = await press(
      new Map([
        ['kind', 'new_job'],
        ['shown', 'new_job'],
        ['targetRelease', 'no such'],
      ]),
      { next: '1' },
    );
    expect(gone.page).toContain('<option value="no such" selected>no such</option>');
  });

  test('I18 an address fills in what is tested, and nothing that is said for somebody', async () => {
    const query = new URLSearchParams({
      kind: 'existing_job',
      pullRequest: 'https://github.com/oppia/oppia/pull/77',
      'contributor.githubLogin': 'ada',
      'contributor.email': 'mallory@example.org',
      'jobs[0].name': 'CountTopicsJob',
      'jobs[1].name': '"><script>',
      'jobs[20].name': 'x',
      testedLocally: 'on',
      reason: 'Because.',
    });
    const shown = shownForm(await open(`?${query}`));
    expect(Object.fromEntries([...shown].filter(([name, value]) => query.has(name) && value !== ''))).toEqual({
      kind: 'existing_job',
      pullRequest: 'https://github.com/oppia/oppia/pull/77',
      'contributor.githubLogin': 'ada',
      'jobs[0].name': 'CountTopicsJob',
      'jobs[1].name': '"><script>',
    });
  });

  test('I12 a browser’s way back finds the form as it was left: it is kept, for this reader alone', async () => {
    const got = await fetch(`${house.url}/requests/new`);
    const { headers } = await press(new Map([['kind', 'feature']]), { next: '1' });
    expect([got.headers.get('cache-control'), headers.get('cache-control')]).toEqual(['private, no-cache', 'private, no-cache']);
  });

  test('I13 a body that is too large gets a page that says where the text is', async () => {
    const body = `reason=${'x'.repeat(300_000)}`;
    const response = await fetch(`${house.url}/requests/form`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    });
    expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('what you typed is still there')]);
  });
});
