import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { arrives, stateOf } from '#test/support/application/requests.ts';
import { deliver, openWorld, performs, taskOf, type World } from '#test/support/application/world.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { about, exampleOf, type Payload } from '#test/support/github-events.ts';
import { openBell, SECRETS, type Bell } from './ring.ts';
import { signHub } from '#doors/verify-hub-signature.ts';

let world: World;
let bell: Bell;
let place: string;
beforeEach(async () => {
  world = openWorld();
  bell = await openBell(world);
  await arrives(world, 'rq1');
  await performs(world, 'rq1', 'check_gates');
  place = changeKey((await stateOf(world, 'rq1')).submission.change);
});
afterEach(() => bell.close());

const AUTHOR = { id: 7, login: 'ada' };
const OTHER = { id: 8, login: 'mallory' };

function comment(body: string, { by = AUTHOR, id = 41, ...over }: Payload & { by?: typeof AUTHOR; id?: number } = {}): Payload {
  const number = Number(/\d+$/.exec(place)?.[0]);
  return about(exampleOf('issue_comment', 'created'), {
    repository: { name: 'Oppia', owner: { login: 'OPPIA' } },
    issue: { number, user: AUTHOR, pull_request: { url: 'https://api.github.com/x' } },
    comment: { id, body, user: by },
    ...over,
  });
}

/** Time goes on until the answers are due, and they are given. */
async function answered(): Promise<string[]> {
  const due = (await openAnswers()).toSorted((a, b) => a.dueAt - b.dueAt);
  for (const document of due) {
    world.time.now = Math.max(world.time.now, document.dueAt);
    await deliver(world, taskOf(document));
  }
  return answers();
}

async function openAnswers(): Promise<OutboxDocument[]> {
  const found = await world.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 100 });
  return found.flatMap(({ document }) =>
    document.effect.kind === 'update_pull_request' && document.effect.what === 'answer' ? [document] : [],
  );
}

const answers = (): string[] =>
  [...world.host.comments]
    .filter(([where]) => where.startsWith(`${place} answer-`))
    .map(([where, { text }]) => `${where.slice(place.length + 1)}: ${text}`)
    .toSorted();

describe('I18 a comment on a pull request', () => {
  test('of its author gets the form, once, however often it is delivered', async () => {
    const payload = comment('/rehearse\r\n');
    expect(await bell.send('issue_comment', payload)).toBe(202);
    expect(await bell.send('issue_comment', payload)).toBe(202);
    expect(await answered()).toEqual([expect.stringMatching(/^answer-41: form ada /)]);
    world.time.now += 60_000;
    await bell.send('issue_comment', payload);
    expect(await answered()).toHaveLength(1);
    await bell.send('issue_comment', comment('/rehearse', { id: 42 }));
    expect(await answered()).toHaveLength(2);
  });

  test('asks how things stand', async () => {
    await bell.send('issue_comment', comment('/rehearse status'));
    expect(await answered()).toEqual(['answer-41: status rq1 in_review']);
  });

  test('of somebody else, and what is no command, is answered once in a pull request', async () => {
    for (const id of [1, 2, 3]) {
      await bell.send('issue_comment', comment('/rehearse', { by: OTHER, id }));
      await bell.send('issue_comment', comment('/rehearse status', { by: OTHER, id: id + 10 }));
      await bell.send('issue_comment', comment('/rehearse please', { by: OTHER, id: id + 20 }));
      await answered();
      world.time.now += 60_000;
    }
    expect(answers()).toEqual(['answer-help: help', 'answer-others: others']);
  });

  test('that is no command, is edited, or stands on an issue, leaves no trace', async () => {
    const silent = [
      comment('I would `/rehearse` this'),
      comment('> /rehearse'),
      comment('/rehearsed'),
      comment(' /rehearse'),
      comment('<!-- rehearsal:answer-1 version 1 -->\n/rehearse'),
      comment('/rehearse', { action: 'edited' }),
      comment('/rehearse', { issue: { user: AUTHOR, pull_request: null } }),
      comment('/rehearse', { repository: { name: 'elsewhere' } }),
    ];
    for (const payload of silent) expect(await bell.send('issue_comment', payload)).toBe(204);
    expect(await answered()).toEqual([]);
  });

  test('X1 without a signature is nobody’s', async () => {
    const payload = comment('/rehearse');
    const headers = { 'x-hub-signature-256': signHub(JSON.stringify(payload), `${SECRETS[0]}x`) };
    expect(await bell.send('issue_comment', payload, headers)).toBe(401);
    expect(await answered()).toEqual([]);
  });

  test('many at once are one answer', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, id) => bell.send('issue_comment', comment('/rehearse', { id: id + 100 }))));
    expect(await answered()).toHaveLength(1);
  });

  test('Z2 is answered once where the host took the answer and broke off', async () => {
    await bell.send('issue_comment', comment('/rehearse status'));
    world.faults.plan('host', 'lost');
    await answered();
    await answered();
    expect(answers()).toEqual(['answer-41: status rq1 in_review']);
  });
});
