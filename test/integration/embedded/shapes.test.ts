import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startRuntime, type Runtime } from '#infra/embedded/runtime.ts';
import { readEmbeddedConfig } from '#platform/config.ts';
import { eventually } from '#test/support/embedded.ts';
import type { Action, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { foldOfTimeline, openEffects, requestsOf } from '#test/support/after-kills.ts';
import { shapesFolder } from '#test/support/shapes/read.ts';
import { processesWith } from '#test/support/victim.ts';

/** Z5. A data folder that an earlier program left when it was killed, opened by this one. */
const folder = await mkdtemp(path.join(tmpdir(), 'shapes-'));
const data = path.join(folder, 'data');
let runtime: Runtime;

beforeAll(async () => {
  execFileSync('tar', ['-xzf', path.join(shapesFolder(1), 'home.tar.gz'), '-C', folder]);
  runtime = await startRuntime({ ...readEmbeddedConfig({ REHEARSAL_DATA: data }), port: 0 });
}, 120_000);

afterAll(async () => {
  await runtime.stop();
  await eventually('what the agent started to end', () => (processesWith(data).length === 0 ? true : undefined));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}, 120_000);

test('Z5 every request of shape 1 is as it was, and its timeline tells the same', async () => {
  const { store } = runtime.parts.system;
  const requests = await requestsOf(store);
  expect(requests.length).toBe(7);
  for (const { id } of requests) {
    // It goes on meanwhile: both are of one instant only while nothing is committed between the two looks.
    const told = await eventually('two looks of one instant', async () => {
      const before = await store.get({ collection: 'requests', id });
      const folded = await foldOfTimeline(store, id);
      const after = await store.get({ collection: 'requests', id });
      return before?.version === after?.version ? { folded, state: after?.state } : undefined;
    });
    expect(told.folded).toEqual(told.state);
  }
});

/** What people say to what they are asked, here. */
const words: Partial<Record<QuestionKind, { action: Action; person: string }>> = {
  review: { action: 'accept', person: 'ana' },
  verdict: { action: 'reject', person: 'ana' },
  hold: { action: 'migration_fixes', person: 'ana' },
  manual_test: { action: 'passed', person: 'ben' },
  return: { action: 'answer', person: 'contributor' },
};
const ENDS: ReadonlySet<string> = new Set(['approved', 'completed', 'rejected', 'withdrawn']);

test('Z5 what was asked then is answered now, and everything comes to its end', async () => {
  const { store } = runtime.parts.system;
  await eventually('every request to end', async () => {
    const open = (await requestsOf(store)).filter(({ status }) => !ENDS.has(status));
    for (const { state } of open) await answerAll(state);
    return open.length === 0 ? true : undefined;
  });
  await eventually('all effects to be done', async () => ((await openEffects(store)).length === 0 ? true : undefined));
  const sheet = await runtime.parts.platform.sheetLines();
  for (const { id } of await requestsOf(store)) expect(sheet.filter((line) => line.includes(id)).length).toBeGreaterThan(0);
}, 240_000);

async function answerAll({ id: requestId, questions }: RequestState): Promise<void> {
  const { links } = runtime.parts;
  for (const { id: question, kind, state } of questions) {
    const word = words[kind];
    if (state !== 'open' || word === undefined) continue;
    const claims = { subject: theRequest(requestId), question, ...word };
    const body = new URLSearchParams({ code: links.code(claims), comment: 'Seen by the newer program.', backend: 'local' });
    const { status } = await fetch(new URL(new URL(links.url(claims)).pathname, runtime.url), { method: 'POST', body });
    // 409: somebody else was quicker, or the request went on meanwhile; it is looked at again.
    expect([200, 409]).toContain(status);
  }
}
