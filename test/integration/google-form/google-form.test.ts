import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { startIntake, type IntakeServer } from '#test/support/apps-script/intake-server.ts';
import { startAppsScript, type AppsScript } from '#test/support/apps-script/run.ts';
import type { SentForm } from '#test/support/apps-script/services.ts';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;

let intake: IntakeServer;
let script: AppsScript;

beforeEach(async () => {
  intake = await startIntake([OTHER, SECRET]);
  script = startAppsScript({ REHEARSAL_URL: intake.url, WEBHOOK_SECRET: SECRET, OWNER_EMAIL: 'owner@example.org' });
});

afterEach(async () => {
  await script.close();
  await intake.close();
});

const parts = [
  'How to verify the outcome',
  'What output is expected',
  'What the output is used for',
  'How to recover when it goes wrong',
  'How to debug it',
];

function sent(over: Record<string, string | string[]> = {}, id = '2_ABaOnud'): SentForm {
  const answers = {
    'Your name': 'Ada Lovelace',
    'Your e-mail address': 'ada@example.org',
    'Your GitHub user name': 'ada',
    'What is to be tested?': 'A new job',
    'Pull request': 'https://github.com/oppia/oppia/pull/12345',
    'Instructions for the admin': 'https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit',
    'The instructions say': parts,
    'Did you test it on your own machine?': 'Yes',
    'Job 1: class name': 'AuditTopicMigrationJob',
    'Job 1: module': 'topic_migration_jobs',
    'Job 1: role': 'Audit',
    'Job 2: class name': 'MigrateTopicJob',
    'Job 2: module': 'topic_migration_jobs',
    'Job 2: role': 'Migration',
    'Job 2: runs after': 'AuditTopicMigrationJob',
    ...over,
  };
  return { id, timestamp: 1_799_999_990_000, email: 'ada@example.org', answers };
}

const submit = (form: SentForm) => script.run('onFormSubmit', intake.time.now, form);
const tick = async (later: number) => script.run('sendPending', (intake.time.now += later));
const pendingIn = (properties: Record<string, string>) => Object.keys(properties).filter((key) => key.startsWith('pending:'));
const clocks = (ran: { triggers: { kind: string }[] }) => ran.triggers.filter(({ kind }) => kind === 'clock').length;

async function restarted(before: AppsScript, properties: Record<string, string>): Promise<AppsScript> {
  await before.close();
  return startAppsScript({ REHEARSAL_URL: intake.url, WEBHOOK_SECRET: SECRET, OWNER_EMAIL: 'owner@example.org', ...properties });
}

describe('a Google Form', () => {
  test('I1 its answers are signed, posted and stored, and nothing stays behind', async () => {
    const ran = await submit(sent());
    expect(ran).toMatchObject({ mails: [], errors: [], triggers: [] });
    expect(ran.failed).toBeUndefined();
    expect(pendingIn(ran.properties)).toEqual([]);
    const [request] = await intake.requests();
    expect(request?.submission).toMatchObject({ contributor: { githubLogin: 'ada' }, kind: 'new_job' });
    expect(request?.submission.jobs.map(({ name, role, needs }) => ({ name, role, needs }))).toEqual([
      { name: 'AuditTopicMigrationJob', role: 'audit', needs: [] },
      { name: 'MigrateTopicJob', role: 'migration', needs: ['AuditTopicMigrationJob'] },
    ]);
  });

  test('I16 the address that Google verified is sent as verified, whatever was typed; a typed one, or one that Google did not verify, as typed', async () => {
    await submit(sent({ 'Your e-mail address': 'victim@example.net' }));
    const contributors = async () => (await intake.requests()).map(({ submission }) => submission.contributor);
    expect(await contributors()).toMatchObject([{ email: 'ada@example.org', emailVerified: true }]);
    await submit({ ...sent({ 'Your e-mail address': 'victim@example.net' }, '2_other'), email: '' });
    expect(await contributors()).toContainEqual(expect.objectContaining({ email: 'victim@example.net', emailVerified: false }));
    script = await restarted(script, { EMAILS_ARE_TYPED: 'yes' });
    await submit({ ...sent({}, '2_third'), email: 'typed@example.net' });
    expect(await contributors()).toContainEqual(expect.objectContaining({ email: 'typed@example.net', emailVerified: false }));
  });

  test('I4 answers in any script, long ones, parameters and expected output arrive as they were typed', async () => {
    const reason = `Größe “≥ 5” – 数学 – 👩🏽‍🏫\nline two ${'é'.repeat(3_900)}`;
    const ran = await submit(
      sent({
        'Your name': 'Zoë Ñandú 李',
        'Why is this needed?': reason,
        'Job 1: parameters': 'limit=10\nnote = a = b\nempty',
        'Job 1: expected output': 'TOPIC ÄUDITED: 3\n~ done * of *\n>= EXP PROCESSED: 169\n\\= not a count',
        'Job 1: may it run again?': 'Yes',
      }),
    );
    expect(ran).toMatchObject({ mails: [], errors: [] });
    const [request] = await intake.requests();
    expect(request?.submission.contributor.name).toBe('Zoë Ñandú 李');
    expect(request?.submission.reason).toBe(reason);
    expect(request?.submission.jobs[0]).toMatchObject({
      parameters: { limit: '10', note: 'a = b', empty: '' },
      safeToRerun: true,
      expectedOutput: [
        { kind: 'exact', line: 'TOPIC ÄUDITED: 3' },
        { kind: 'pattern', pattern: '~ done * of *'.slice(2) },
        { kind: 'count', label: 'EXP PROCESSED', comparison: '>=', value: 169 },
        { kind: 'exact', line: '= not a count' },
      ],
    });
  });

  test('I2 the same submission twice is answered alike and stored once', async () => {
    await submit(sent());
    const again = await submit(sent());
    expect(again).toMatchObject({ mails: [], errors: [] });
    expect(script.posts).toHaveLength(2);
    expect(script.posts[0]?.headers['webhook-id']).toBe(script.posts[1]?.headers['webhook-id']);
    expect(await intake.requests()).toHaveLength(1);
  });

  test('I3 every problem reaches the contributor, by the question’s name', async () => {
    const ran = await submit(
      sent({ 'Job 2: class name': 'MigrateTopic', 'Did you test it on your own machine?': 'No', 'Pull request': 'https://example.org/x' }),
    );
    expect(ran.mails).toHaveLength(1);
    const [mail] = ran.mails;
    expect(mail?.to).toBe('ada@example.org');
    expect(mail?.body).toMatch(/- Job 2: class name: .*Job/);
    expect(mail?.body).toContain('- Did you test it on your own machine?: Test it on your own machine first');
    expect(mail?.body).toContain('- Pull request: ');
    expect(mail?.body).toContain('https://docs.google.com/forms/edit/2_ABaOnud');
    expect(pendingIn(ran.properties)).toEqual([]);
    expect(await intake.requests()).toEqual([]);
  });

  test('I3 a job that was left out in between does not shift the others’ questions', async () => {
    const ran = await submit(
      sent({
        'Job 2: class name': '',
        'Job 2: module': '',
        'Job 2: role': '',
        'Job 2: runs after': '',
        'Job 4: class name': 'Migrate',
        'Job 4: role': 'Other',
      }),
    );
    expect(ran.mails[0]?.body).toContain('- Job 4: class name: ');
    expect(ran.mails[0]?.body).not.toContain('Job 2');
  });

  test('I3 answers that were put right are a delivery of their own', async () => {
    await submit(sent({ 'Job 2: class name': 'MigrateTopic' }));
    await submit({ ...sent(), timestamp: 1_799_999_999_000 });
    expect(script.posts[0]?.headers['webhook-id']).not.toBe(script.posts[1]?.headers['webhook-id']);
    expect(await intake.requests()).toHaveLength(1);
  });

  test('I3 without a known sender the owner is told, never an address that was typed', async () => {
    const ran = await submit({ ...sent({ 'Job 2: class name': 'MigrateTopic' }), email: '' });
    expect(ran.mails.map(({ to }) => to)).toEqual(['owner@example.org']);
  });
});

describe('when Rehearsal does not answer well', () => {
  test('Z2 it is sent again under the same id with a new signature, not before it was asked to, and the clock then stops', async () => {
    intake.be('down');
    const first = await submit(sent());
    expect(clocks(first)).toBe(1);
    expect(first.mails).toEqual([]);
    await tick(5 * MINUTE);
    expect(script.posts).toHaveLength(1);
    await tick(5 * MINUTE);
    expect(script.posts).toHaveLength(2);
    intake.be('well');
    const last = await tick(10 * MINUTE);
    expect(script.posts).toHaveLength(3);
    expect(new Set(script.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(script.posts.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
    expect(new Set(script.posts.map(({ body }) => body)).size).toBe(1);
    expect(clocks(last)).toBe(0);
    expect(pendingIn(last.properties)).toEqual([]);
    expect(await intake.requests()).toHaveLength(1);
  });

  test('I2 an answer that was lost makes no second request', async () => {
    intake.be('lost');
    expect(pendingIn((await submit(sent())).properties)).not.toEqual([]);
    expect(await intake.requests()).toHaveLength(1);
    intake.be('well');
    expect(pendingIn((await tick(5 * MINUTE)).properties)).toEqual([]);
    expect(await intake.requests()).toHaveLength(1);
  });

  test('I1 a wrong secret is told to the owner once, and what is kept goes through when it was put right', async () => {
    const wrong = { WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 9).toString('base64')}` };
    const refused = await script.run('onFormSubmit', intake.time.now, sent(), wrong);
    expect(refused.mails.map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: 'owner@example.org', subject: 'The secret of the Google Form is refused' },
    ]);
    expect((await tick(5 * MINUTE)).mails).toEqual([]);
    expect(await intake.requests()).toEqual([]);
    await script.run('sendPending', (intake.time.now += HOUR), undefined, { WEBHOOK_SECRET: SECRET });
    expect(await intake.requests()).toHaveLength(1);
  });

  test('it gives up loudly after a day, keeps the answers, and sends them when it is told to', async () => {
    intake.be('down');
    await submit(sent());
    let ran = await tick(5 * MINUTE);
    for (let hour = 0; hour < 30 && clocks(ran) > 0; hour += 1) ran = await tick(HOUR);
    expect(ran.mails.map(({ to }) => to)).toEqual(['owner@example.org', 'ada@example.org']);
    expect(ran.errors.join()).toContain('given up on');
    expect(clocks(ran)).toBe(0);
    const sentSoFar = script.posts.length;
    expect(sentSoFar).toBeLessThan(35);
    await tick(DAY);
    expect(script.posts).toHaveLength(sentSoFar);
    intake.be('well');
    const last = await script.run('sendGivenUpAgain', intake.time.now);
    expect(pendingIn(last.properties)).toEqual([]);
    expect(await intake.requests()).toHaveLength(1);
  });

  test('one that fails does not hold up another', async () => {
    intake.be('down');
    await submit(sent({}, 'first'));
    intake.be('well');
    await submit(sent({ 'Pull request': 'https://github.com/oppia/oppia/pull/2' }, 'second'));
    expect(await intake.requests()).toHaveLength(1);
    await tick(HOUR);
    expect(await intake.requests()).toHaveLength(2);
  });
});

describe('installing', () => {
  test('names what is missing, and adds each question and the trigger once', async () => {
    const empty = await script.run('install', 0, undefined, { OWNER_EMAIL: ' ' });
    expect(empty.failed).toContain('OWNER_EMAIL is missing');
    await script.run('install', 0, undefined, { OWNER_EMAIL: 'owner@example.org' });
    const ran = await script.run('install', 0);
    expect(ran.triggers).toEqual([{ handler: 'onFormSubmit', kind: 'form' }]);
    const titles = ran.items.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toEqual(expect.arrayContaining(Object.keys(sent().answers)));
    expect(ran.items.find(({ title }) => title === 'The instructions say')?.choices).toEqual(parts);
  });

  test('a question that nobody knows is left out, and the owner is told', async () => {
    const ran = await submit(sent({ 'Favourite colour': 'green' }));
    expect(ran.mails).toMatchObject([{ to: 'owner@example.org', body: expect.stringContaining('Favourite colour') }]);
    expect(await intake.requests()).toHaveLength(1);
  });
});
