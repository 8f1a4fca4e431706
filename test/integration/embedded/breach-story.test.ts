import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';
import { createClient, type Client, type MailSeen } from '#infra/embedded/demo/client.ts';
import { findLongTitles } from '#infra/embedded/demo/forms.ts';
import { freePort } from '#infra/embedded/free-port.ts';
import { keepSecrets } from '#infra/embedded/secrets.ts';
import { operatorTokenOf } from '#test/support/embedded.ts';
import { startVictim, type Victim } from '#test/support/victim.ts';

/** A day in sixteen seconds. */
const SCALE = 5_400;
const HOUR = 3_600_000;

let folder: string;
let child: Victim;
let client: Client;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'breach-'));
  const data = path.join(folder, 'data');
  environment = { PORT: String(await freePort()), REHEARSAL_DATA: data, REHEARSAL_TIME_SCALE: String(SCALE) };
  const { secrets } = await keepSecrets(data);
  child = startVictim(environment);
  expect(await child.ready).toBe(true);
  const url = `http://127.0.0.1:${environment['PORT']}`;
  client = createClient({
    url,
    webhookSecret: secrets.webhookSecrets[0] ?? '',
    operatorToken: () => operatorTokenOf(data),
    patience: 200_000,
  });
});

afterAll(async () => {
  await child.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

interface Entry {
  at: string;
  what: string;
}

async function timeline(id: string): Promise<Entry[]> {
  const { out, err } = await runCommand(['requests', 'timeline', id, '--json'], environment);
  expect(err).toBe('');
  return (JSON.parse(out) as { entries: { at: string; facts: string }[] }).entries.map(({ at, facts }) => ({ at, what: facts }));
}

function told(mails: readonly MailSeen[], id: string, words: string): string[] {
  return mails.filter(({ subject }) => subject.includes(id) && subject.includes(words)).map(({ to }) => to.replace(/@.*/, ''));
}

test('S2 S4 nobody answers for two days: reminded, broken once and never early, told daily, and quiet from the answer on', async () => {
  const { body } = await client.submit(findLongTitles());
  const { id } = body;
  const asked = await client.mail('ben@', id, 'review wanted');
  // The second mail to somebody after the breach is that of the day after it.
  await client.mail('rita@', id, 'overdue by 2');
  const late = await client.follow(asked, 'Return', { comment: 'which titles are long?' });
  expect(late.status).toBe(200);
  const entries = await timeline(id);
  const at = (fact: string): number[] => entries.filter(({ what }) => what.includes(fact)).map((entry) => Date.parse(entry.at));
  const [started = 0] = at('clock_started');
  const breaches = at('clock_breached');
  expect(breaches).toHaveLength(1);
  const waited = (breaches[0] ?? 0) - started;
  expect(waited).toBeGreaterThanOrEqual(24 * HOUR);
  expect(at('clock_reminded').length).toBeGreaterThanOrEqual(2);
  expect(at('clock_paused')).toHaveLength(1);
  const mails = (await client.mails()).filter(({ subject }) => /review awaited/.test(subject));
  // A machine too busy for a whole rung tells only what is still true: which rungs there are is for the tests of the ladder.
  expect(told(mails, id, 'due in')).toEqual(expect.arrayContaining(['ben']));
  const broken = mails.filter(({ text }) => text.includes('The promised time for an answer has passed'));
  expect(told(broken, id, 'overdue')).toEqual(expect.arrayContaining(['rita', 'dan']));
  expect(broken.filter(({ to }) => to.startsWith('dan'))).toHaveLength(1);
  expect(broken.find(({ to }) => to.startsWith('dan'))?.text).toMatch(/Asked next: (Ana|Ben) Admin\./);
  const before = mails.length;
  // Another half a day: a clock that is paused reminds nobody.
  await new Promise((resolve) => setTimeout(resolve, (13 * HOUR) / SCALE));
  expect((await client.mails()).filter(({ subject }) => /review awaited/.test(subject))).toHaveLength(before);
});
