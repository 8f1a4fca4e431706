import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';
import { eventually, startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { sampleForm } from '#test/support/sample-submission.ts';
import { signWebhook } from '#doors/verify-signature.ts';
import { entryId } from '#kernel/outbox.ts';
import { readTraceparent } from '#kernel/trace.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
let home: Embedded;
beforeAll(async () => {
  home = await startEmbedded({ agent: false });
}, 60_000);
afterAll(() => home.stop());

async function sendForm(id: string, traceparent: string): Promise<string> {
  const body = JSON.stringify(sampleForm({ submissionId: id }));
  const timestamp = Math.floor(Date.now() / 1000);
  const [secret = ''] = home.runtime.parts.secrets.webhookSecrets;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook({ id, timestamp, body, secret }),
    traceparent,
  };
  const answer = await fetch(`${home.runtime.url}/requests`, { method: 'POST', body, headers });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

test('X8 one trace from the door through command, effect, and what comes of the effect', async () => {
  const id = await sendForm('traced', `00-${TRACE}-${CALLER}-01`);
  const { store } = home.runtime.parts.system;
  const traceOf = async (version: number): Promise<ReturnType<typeof readTraceparent>> =>
    readTraceparent((await store.get({ collection: 'timeline', parent: id, id: entryId(version) }))?.trace);
  const born = await traceOf(1);
  expect([born?.traceId, born?.spanId === CALLER]).toEqual([TRACE, false]);
  const look = await eventually('the first look at the gates', async () =>
    (await effectsOfRequest(store, id)).find(({ kind, state }) => kind === 'check_gates' && state !== 'waiting'),
  );
  expect(readTraceparent(look.trace)).toEqual(born);
  // What the look found is a command of the same trace, under the look's own span.
  const found = await eventually('what it found', async () => traceOf(2));
  expect([found?.traceId, found?.spanId === born?.spanId]).toEqual([TRACE, false]);
  const later = (await effectsOfRequest(store, id)).filter(({ version }) => version === 2);
  expect(later.length).toBeGreaterThan(0);
  for (const { trace } of later) expect(readTraceparent(trace)).toEqual(found);
});

test('X8 what the caller sends and is no trace is replaced by one of ours', async () => {
  const id = await sendForm('untraced', `00-${'0'.repeat(32)}-${CALLER}-01`);
  const entry = await home.runtime.parts.system.store.get({ collection: 'timeline', parent: id, id: entryId(1) });
  const trace = readTraceparent(entry?.trace);
  expect(trace?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(trace?.traceId).not.toBe(TRACE);
});

test('X8 nobody puts anything into the trace of somebody else’s request by naming it', async () => {
  const { store } = home.runtime.parts.system;
  const inTrace = async (): Promise<number> =>
    (await store.query({ index: 'ringingOfTrace', equal: { traceId: TRACE }, limit: 300 })).length +
    (await store.query({ index: 'historyOfTrace', equal: { traceId: TRACE }, limit: 300 })).length;
  const before = await inTrace();
  const asks = (accept: string): Promise<Response> =>
    fetch(`${home.runtime.url}/sign-in/mail`, {
      method: 'POST',
      headers: { traceparent: `00-${TRACE}-${CALLER}-01`, accept },
      body: new URLSearchParams({ email: 'ana@example.org', to: '/board' }),
      redirect: 'manual',
    });
  expect((await asks('text/html')).status).toBe(303);
  await eventually('the ask', async () => (await store.get({ collection: 'accounts', id: 'ana' }))?.state.asks[0]);
  expect(await inTrace()).toBe(before);
});
