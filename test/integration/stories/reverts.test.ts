import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeUnasked } from '#contexts/gates/domain/pull-request/unasked.ts';
import type { Head } from '#contexts/gates/ports/code-host.ts';
import { about, exampleOf } from '#test/support/github-events.ts';
import { arrives, does } from '#test/support/application/requests.ts';
import { allGates } from '#test/support/given-request.ts';
import { deliver, openWorld, type World } from '#test/support/application/world.ts';
import { openBell, type Bell } from '#test/integration/pull-requests/ring.ts';

const BASE = 'e'.repeat(40);
const HEAD = 'b'.repeat(40);
const REGISTRY = 'core/jobs/registry.py';
const MODULE = 'core/jobs/batch_jobs/topic_jobs.py';
const imports = 'from core.jobs.batch_jobs import exp_jobs\nfrom core.jobs.batch_jobs import topic_jobs\n';
const jobs = 'class AuditTopicsJob(Job):\n    pass\n\n\nclass MigrateTopicsJob(Job):\n    pass\n';
const before = { [REGISTRY]: imports, [MODULE]: jobs, 'core/jobs/batch_jobs/topic_jobs_test.py': 'x' };

let world: World;
let bell: Bell;
beforeEach(async () => {
  const place = { owner: 'oppia', repository: 'oppia' };
  world = openWorld({
    rules: { pullRequests: [place], jobLayouts: [{ ...place, registryFile: REGISTRY, jobsFolder: 'core/jobs/batch_jobs' }] },
  });
  bell = await openBell(world);
});
afterEach(() => bell.close());

/** A pull request that nobody asked a rehearsal for, as the host tells of it. `after`: files at its head. */
function pullIs(after: Record<string, string>, state: 'open' | 'merged' = 'open', from: Record<string, string> = before): void {
  const head: Head = { state, headSha: HEAD, baseSha: BASE, baseRef: 'develop' };
  world.host.heads.set('oppia/oppia#18568', head);
  world.host.listChangedFiles = async () => [...new Set([...Object.keys(from), ...Object.keys(after)])].toSorted();
  world.host.readFiles = async (_change, sha, paths) =>
    new Map(Object.entries(sha === BASE ? from : after).filter(([path]) => paths.includes(path)));
}

/** Rings as the host does, and performs what was rung for. */
async function happens(): Promise<void> {
  const repository = { name: 'oppia', owner: { login: 'oppia' } };
  const payload = about(exampleOf('pull_request'), { repository, number: 18_568, pull_request: { number: 18_568 } });
  expect(await bell.send('pull_request', payload)).toBe(202);
  world.time.now += 10_000;
  const tasks = world.queue.tasks.filter(({ kind }) => kind === 'update_pull_request');
  const last = tasks.at(-1);
  if (last === undefined) throw new Error('nothing was rung for');
  expect(await deliver(world, last)).toEqual({ answer: 'done' });
}

describe('a pull request that no request is for', () => {
  test('revert-held-up: one that only removes jobs needs no test, and its status says so', async () => {
    pullIs({ [REGISTRY]: imports.replace('from core.jobs.batch_jobs import topic_jobs\n', '') });
    await happens();
    expect(world.host.statuses.get(HEAD)).toMatchObject({ state: 'success', description: 'Jobs are only removed: no test is needed' });
    pullIs({ ...before, [MODULE]: jobs.slice(0, jobs.indexOf('\n\n\nclass Mig') + 1) });
    await happens();
    expect(world.host.statuses.get(HEAD)).toMatchObject({ state: 'success', description: 'Jobs are only removed: no test is needed' });
  });

  test('revert-held-up: one line more, and it is a change of jobs like any other', async () => {
    pullIs({ ...before, [MODULE]: `${jobs}# more\n` });
    await happens();
    expect(world.host.statuses.get(HEAD)).toMatchObject({ state: 'pending', description: 'Jobs are changed: ask for a rehearsal' });
    pullIs({ 'core/jobs/batch_jobs/topic_jobs_test.py': 'y' }, 'open', {});
    await happens();
    expect(world.host.statuses.get(HEAD)).toMatchObject({ state: 'success', description: 'No jobs are changed: nothing to rehearse' });
  });

  test('merged-untested: jobs that nobody asked a rehearsal for are merged: admins and release team hear of it, once', async () => {
    pullIs({ ...before, [MODULE]: `${jobs}# more\n` }, 'merged');
    await happens();
    await happens();
    expect(world.host.statuses.get(HEAD)).toMatchObject({ state: 'failure' });
    const mails = world.queue.tasks.filter(({ kind, payload }) => kind === 'send_mail' && payload.effectKey.startsWith('pull_request-'));
    for (const mail of mails) await deliver(world, mail);
    expect(world.mailer.sent.filter(({ text }) => text === 'unasked_merge').map(({ to }) => to.name)).toEqual([
      'Grace Hopper',
      'Alan Turing',
      'Ada Lovelace',
      'Ruth Release',
      'Quinn Quality',
    ]);
    expect(world.logged).toContainEqual(expect.objectContaining({ severity: 'ERROR', message: 'pull request with jobs merged untested' }));
  });

  /** While the host is asked for the status, this happens first; once. */
  function whileTold(first: () => unknown): void {
    const { setStatus } = world.host;
    world.host.setStatus = async (...given) => {
      world.host.setStatus = setStatus;
      await first();
      await setStatus(...given);
    };
  }

  test('N5 a request that comes while nothing is said to be asked for: what stands is what the request says', async () => {
    pullIs({ 'core/jobs/batch_jobs/topic_jobs_test.py': 'y' }, 'open', {});
    const change = { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 18_568 } as const;
    whileTold(async () => {
      await arrives(world, 'real1', { submission: { change } });
      await does(world, 'real1', { command: 'record_gates', headSha: HEAD, gates: allGates() });
    });
    await happens();
    expect(world.host.statuses.get(HEAD)).toMatchObject({ state: 'pending', description: 'real1 is in review' });
  });

  test('N5 one that is merged, or pushed to, while it is told: what was said of the moment before does not stay', async () => {
    pullIs({ ...before, [MODULE]: `${jobs}# more\n` });
    whileTold(() => pullIs({ ...before, [MODULE]: `${jobs}# more\n` }, 'merged'));
    await happens();
    expect(world.host.statuses.get(HEAD)).toMatchObject({ state: 'failure' });
  });

  test('N5 a request speaks for its pull request; one whose address is not confirmed silences nothing', async () => {
    pullIs({ ...before, [MODULE]: `${jobs}# more\n` });
    const change = { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 18_568 } as const;
    await arrives(world, 'form1', { via: 'form', submission: { change } });
    await happens();
    expect(world.host.statuses.get(HEAD)).toMatchObject({ state: 'pending' });
    world.host.statuses.clear();
    await arrives(world, 'real1', { submission: { change } });
    const [look] = world.queue.tasks.filter(({ kind }) => kind === 'update_pull_request');
    if (look === undefined) throw new Error('nothing was rung for');
    await world.system.store.transact(async (tx) => {
      const known = await tx.get({ collection: 'outbox', id: look.payload.effectKey });
      if (known !== undefined) tx.set({ collection: 'outbox', id: known.key }, { ...known, state: 'waiting', open: true });
    });
    expect(await deliver(world, look)).toEqual({ answer: 'done' });
    expect(world.host.statuses.size).toBe(0);
  });

  test('revert-held-up: whatever lines are taken out, nothing is added by it; whatever is put in is seen', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', '  c', '', 'class X:'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.boolean()), fc.nat(), (text, stays, at) => {
        const kept = text.filter(() => stays.next().value);
        expect(judgeUnasked([{ before: text.join('\n'), after: kept.length === 0 ? undefined : kept.join('\n') }])).toBe('only_removes');
        const more = text.map(String).toSpliced(at % (text.length + 1), 0, 'new');
        expect(judgeUnasked([{ before: text.join('\n'), after: more.join('\n') }])).toBe('changes_jobs');
      }),
    );
    expect(judgeUnasked([{ before: undefined, after: 'class X:' }])).toBe('changes_jobs');
  });
});
