import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import type { MailSeen } from '#infra/embedded/demo/client.ts';
import { countStates } from '#infra/embedded/demo/forms.ts';
import {
  ask,
  backendReading,
  mailReader,
  press,
  startEmbedded,
  stateOf,
  textOf,
  untilStatus,
  type Embedded,
} from '#test/support/embedded.ts';
import { describeWithSharedData, sharedDataPath } from '#test/support/shared-data.ts';

const AUDIT = 'AuditExplorationSchemaVersionJob';
const COUNT = 'CountExplorationStatesJob';
const REAL = { explorations: 24, states: 169, invalid: 0 };
const OLDEST = 42;

/** The two jobs over the 24 real explorations, of which one is at an old schema version (R13). */
describeWithSharedData('the real explorations', () => {
  let home: Embedded;
  let next: ReturnType<typeof mailReader>;
  let copy: string;

  beforeAll(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'explorations-'));
    // The job is another user than whoever made the folder.
    await chmod(copy, 0o755);
    await cp(sharedDataPath('explorations'), copy, { recursive: true });
    home = await startEmbedded({ settings: { backends: [backendReading(sharedDataPath('explorations'), copy)] } });
    next = mailReader(home);
  });

  afterAll(async () => {
    await home.stop();
    await rm(copy, { recursive: true, force: true });
  });

  /** Asked with no invalid data expected, accepted, and put on hold by what the audit finds. */
  async function heldByAudit(explorations: string): Promise<string> {
    const id = await ask(home, countStates(REAL, { explorations }));
    await press(home, await next('ana@', id, 'review wanted'), 'Accept');
    const mail = await next('ana@', id, 'invalid data');
    const state = await stateOf(home, id);
    expect(state).toMatchObject({ status: 'on_hold', turn: { state: 'ended' } });
    expect(state.jobs.map((job) => job.state)).toEqual(['invalid_data_found', 'on_hold']);
    expect(resultOf(state.jobs[0]?.runs[0])).toMatchObject({ outcome: 'unclear', exitCode: 0, comparison: { kind: 'differs' } });
    expect(await statusPage(mail)).toMatch(/invalid: 1 .*states_schema_version 13 &lt; 42/);
    return id;
  }

  async function statusPage({ text }: MailSeen): Promise<string> {
    const link = /^Status page: https?:\/\/[^/]+(\/status\/\S+)$/m.exec(text)?.[1] ?? '';
    return textOf((await home.client.get(link)).text);
  }

  async function approvedCount(id: string): Promise<void> {
    await press(home, await next('ben@', id, 'verdict wanted', COUNT), 'Approve', { comment: 'counted one by hand' });
    const state = await untilStatus(home, id, 'approved');
    expect(resultOf(state.jobs[1]?.runs.at(-1))).toMatchObject({ outcome: 'succeeded', comparison: { kind: 'matched' } });
  }

  test('R13 the migration fixes what the audit found: approved with that allowance, then 169 states are counted', async () => {
    const id = await heldByAudit(sharedDataPath('explorations'));
    await press(home, await next('carla@example.com', id, 'invalid data'), 'Migration fixes it', { comment: 'It brings version 13 up.' });
    const verdict = await next('ana@', id, 'verdict wanted', AUDIT);
    await press(home, verdict, 'Approve', { comment: 'one old exploration, as said' });
    const { jobs } = await stateOf(home, id);
    expect(jobs[0]).toMatchObject({
      state: 'approved',
      approval: { expectedOutput: { kind: 'overridden', reason: expect.stringContaining('It brings version 13 up.') } },
    });
    expect(jobs[0]?.runs).toHaveLength(1);
    await approvedCount(id);
  });

  test('R13 data mended by hand: the audit runs again over it and passes', async () => {
    const id = await heldByAudit(copy);
    await mend(copy);
    await press(home, await next('ben@', id, 'invalid data'), 'Data mended', { comment: 'opened and saved it' });
    const verdict = await next('ana@', id, 'verdict wanted', AUDIT);
    const [audit] = (await stateOf(home, id)).jobs;
    expect(audit?.runs.map((run) => resultOf(run)?.outcome)).toEqual(['unclear', 'succeeded']);
    await press(home, verdict, 'Approve', { comment: 'all current' });
    await approvedCount(id);
    const page = await statusPage(verdict);
    for (const words of ['states: 169', 'explorations: 24', 'checked: 24', 'opened and saved it']) expect(page).toContain(words);
  });
});

/** Brings the one old exploration to a current version, as saving it would. */
async function mend(folder: string): Promise<void> {
  let mended = 0;
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const text = await readFile(file, 'utf8');
    const version = Number(/^states_schema_version: (\d+)$/m.exec(text)?.[1] ?? OLDEST);
    if (version >= OLDEST) continue;
    await writeFile(file, text.replace(/^states_schema_version: \d+$/m, 'states_schema_version: 55'));
    mended += 1;
  }
  expect(mended).toBe(1);
}
