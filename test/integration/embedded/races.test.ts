import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { codeOf, linkOf, type MailSeen } from '#infra/embedded/demo/client.ts';
import { findLongTitles } from '#infra/embedded/demo/forms.ts';
import { startRuntime } from '#infra/embedded/runtime.ts';
import { signWebhook } from '#doors/verify-signature.ts';
import { ask, mailReader, post, press, startEmbedded, stateOf, textOf, type Embedded } from '#test/support/embedded.ts';

let home: Embedded;
let next: ReturnType<typeof mailReader>;

beforeAll(async () => {
  home = await startEmbedded({ agent: false });
  next = mailReader(home);
});

afterAll(() => home.stop());

/** A request in review, with its mails to both admins. */
async function inReview(): Promise<{ id: string; ana: MailSeen; ben: MailSeen }> {
  const id = await ask(home, findLongTitles());
  return { id, ana: await next('ana@', id, 'review wanted'), ben: await next('ben@', id, 'review wanted') };
}

function decisions({ questions }: RequestState): { action: string; by: string }[] {
  return questions.flatMap(({ answer }) =>
    answer === undefined ? [] : [{ action: answer.action, by: answer.by.kind === 'person' ? answer.by.id : answer.by.kind }],
  );
}

async function timelineAnswers(id: string): Promise<number> {
  const entries = await home.runtime.parts.system.store.query({ index: 'timelineInOrder', parent: id, equal: {}, limit: 100 });
  return entries.flatMap(({ document }) => document.facts).filter(({ fact }) => fact === 'answered').length;
}

test('Q1 two admins press accept and reject at the same moment: one decision, and each is told the truth', async () => {
  const winners = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const { id, ana, ben } = await inReview();
    const accept = (): ReturnType<typeof post> => post(home, ana, 'Accept', {});
    const reject = (): ReturnType<typeof post> => post(home, ben, 'Reject', { comment: 'not this one' });
    const [accepted, rejected] =
      round % 2 === 0 ? await Promise.all([accept(), reject()]) : (await Promise.all([reject(), accept()])).toReversed();
    const state = await stateOf(home, id);
    const [decision, ...more] = decisions(state);
    expect([more.length, await timelineAnswers(id)]).toEqual([0, 1]);
    winners.add(decision?.action ?? 'none');
    const byAna = decision?.action === 'accept';
    expect([accepted?.status, rejected?.status]).toEqual(byAna ? [303, 409] : [409, 303]);
    expect(textOf((byAna ? rejected : accepted)?.text ?? '')).toMatch(byAna ? /Accepted by Ana Admin/ : /Rejected by Ben Admin/);
    expect(state.status === 'rejected').toBe(!byAna);
  }
  console.info(`first came: ${[...winners].join(', ')}`);
});

test('N3 the same link posted 50 times at once is one decision and no complaint', async () => {
  const { id, ana } = await inReview();
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(home, ana, 'Accept', { comment: 'fine' })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
  expect(decisions(await stateOf(home, id))).toEqual([{ action: 'accept', by: 'ana' }]);
  expect(await timelineAnswers(id)).toBe(1);
  const used = await home.client.get(new URL(linkOf(ana, 'Accept')).pathname);
  expect([used.status, /Accepted by Ana Admin/.test(textOf(used.text))]).toEqual([200, true]);
});

test('N3 a scanner that fetches every link and submits every form decides nothing and locks nobody out', async () => {
  const { id, ana, ben } = await inReview();
  const contributor = await next('dan@example.com', id, 'received');
  const before = await stateOf(home, id);
  for (let pass = 0; pass < 4; pass += 1) {
    for (const mail of [ana, ben, contributor]) await Promise.all(linksOf(mail).map(scan));
  }
  expect(await stateOf(home, id)).toEqual(before);
  await press(home, ana, 'Accept');
  expect(decisions(await stateOf(home, id))).toEqual([{ action: 'accept', by: 'ana' }]);
});

function linksOf(mail: MailSeen): string[] {
  return [...mail.text.matchAll(/https?:\/\/127\.0\.0\.1:\d+(\/\S+)/g)].map(([, path]) => path ?? '/');
}

/** GET, HEAD, and every form as it stands, as scanners of mail do: fields empty, or as they were filled in by the page. */
async function scan(path: string): Promise<void> {
  const page = await home.client.get(path);
  expect(page.status).toBeLessThan(400);
  const head = await fetch(new URL(path, home.runtime.url), { method: 'HEAD' });
  expect(head.status).toBe(page.status);
  if (!path.startsWith('/links/')) return;
  const names = [...page.text.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)].map(([, name]) => name ?? '');
  expect(names).toContain('code');
  const empty = names.map((name): [string, string] => [name, '']);
  const filled = names.map((name): [string, string] => [name, name === 'code' ? '' : 'x']);
  for (const body of [empty, filled, filled.filter(([name]) => name !== 'code')]) {
    for (const action of [path, `${path}/undo`]) {
      const { status } = await fetch(new URL(action, home.runtime.url), {
        method: 'POST',
        body: new URLSearchParams(body),
        redirect: 'manual',
      });
      expect([200, 403, 422]).toContain(status);
    }
  }
}

test('N3 five wrong codes lock the link, however many are tried at once, and only for that person', async () => {
  const { id, ana, ben } = await inReview();
  const wrong = codeOf(ana) === '111111' ? '222222' : '111111';
  const tries = await Promise.all(Array.from({ length: 40 }, () => post(home, ana, 'Accept', { code: wrong })));
  expect(tries.filter(({ text }) => /This is not the code/.test(text)).length).toBeLessThanOrEqual(4);
  expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([403]));
  expect(textOf((await post(home, ana, 'Accept', {})).text)).toMatch(/locked/);
  expect(textOf((await post(home, ana, 'Reject', { comment: 'x' })).text)).toMatch(/locked/);
  expect(decisions(await stateOf(home, id))).toEqual([]);
  await press(home, ben, 'Accept');
});

test('N3 the right code among many wrong ones at once counts only if fewer than five came before it', async () => {
  const { id, ana } = await inReview();
  const wrong = codeOf(ana) === '111111' ? '222222' : '111111';
  const tries = Array.from({ length: 30 }, (_, n) => post(home, ana, 'Accept', n === 29 ? {} : { code: wrong }));
  const right = (await Promise.all(tries)).at(-1);
  expect(right?.status).toBe(403);
  expect(decisions(await stateOf(home, id))).toEqual([]);
});

async function deliver(id: string, body: string): Promise<{ status: number; text: string }> {
  const [secret = ''] = home.runtime.parts.secrets.webhookSecrets;
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook({ id, timestamp, body: Buffer.from(body), secret }),
  };
  const answer = await fetch(new URL('/requests', home.runtime.url), { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

test('I2 thirty deliveries of one webhook at once make one request and get one answer; other bytes get 409', async () => {
  const count = async (): Promise<number> =>
    (await home.runtime.parts.system.store.query({ index: 'requestsNewestFirst', equal: {}, limit: 500 })).length;
  const before = await count();
  const id = randomUUID();
  const body = JSON.stringify(findLongTitles());
  const answers = await Promise.all(Array.from({ length: 30 }, () => deliver(id, body)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect([answers[0]?.status, await count()]).toEqual([201, before + 1]);
  expect((await deliver(id, `${body} `)).status).toBe(409);
  expect(await deliver(id, body)).toEqual(answers[0]);
  const mixed = await Promise.all(
    Array.from({ length: 20 }, (_, n) => deliver('two-at-once', JSON.stringify({ ...findLongTitles(), submissionId: `s-${n % 2}` }))),
  );
  const times = (status: number): number => mixed.filter((answer) => answer.status === status).length;
  expect([times(201), times(409)]).toEqual([10, 10]);
  expect(await count()).toBe(before + 2);
});

test('E1 a second process on the same data folder is refused and does no harm', async () => {
  await expect(startRuntime({ ...home.runtime.parts.config, port: 0 }, { agent: false })).rejects.toThrow('is already running in');
  expect((await home.client.get('/board')).status).toBe(200);
  await inReview();
});
