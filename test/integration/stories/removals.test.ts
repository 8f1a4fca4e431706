import { describe, expect, test } from '@jest/globals';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import { DAY, MINUTE } from '#kernel/time.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { answers, arrives, does, runOf, runs, stateOf } from '#test/support/application/requests.ts';
import { deliver, effectsOf, openWorld, performs, taskOf, type World } from '#test/support/application/world.ts';
import { allGates, SHA } from '#test/support/given-request.ts';
import { ending } from '#test/support/request-steps.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

const told = [{ owner: 'oppia', repository: 'oppia' }];
const module = 'core/jobs/batch_jobs/topic_jobs.py';
const registry = 'core/jobs/registry.py';
const job = 'class MoveTopicsJob(base_jobs.JobBase):\n    pass\n';
const moves: Partial<Submission> = { jobs: [sampleAsk({ name: 'MoveTopicsJob', module: 'topic_jobs', role: 'migration' })] };

/** What the code host shows at each commit; the newest of the base branch is `base`. */
function shows(world: World, commits: Record<string, Record<string, string>>, changed: string[] = []): void {
  world.host.listChangedFiles = async () => changed;
  world.host.readFiles = async (_change, sha, paths) =>
    new Map(paths.flatMap((path): [string, string][] => (commits[sha]?.[path] === undefined ? [] : [[path, commits[sha][path]]])));
}

async function approved(world: World, id: string, submission: Partial<Submission>): Promise<void> {
  await runs(world, id, { submission });
  await verdictOn(world, id, submission);
}

async function verdictOn(world: World, id: string, submission: Partial<Submission> = {}): Promise<void> {
  const base = { ref: 'develop', sha: 'e'.repeat(40) };
  if (submission.change === undefined)
    await does(world, id, { command: 'record_gates', headSha: SHA, base, gates: allGates({ checks: 'skipped' }) });
  const run = await runOf(world, id);
  await does(world, id, { command: 'end_run', run: run.id, fencing: run.fencing, ending: ending() });
  await answers(world, id, 'grace', 'verdict', 'approve');
}

async function letters(world: World, id: string, template: string): Promise<string[]> {
  return (await effectsOf(world, id)).flatMap(({ effect }) =>
    effect.kind === 'send_mail' && effect.template === template ? [effect.to] : [],
  );
}

describe('jobs that are removed, or should be', () => {
  test('revert-held-up: a pull request that only removes jobs waits for nobody, and its status says so', async () => {
    const world = openWorld({ rules: { gatesOff: [], pullRequests: told } });
    const base = 'e'.repeat(40);
    shows(world, { [base]: { [module]: job, [registry]: 'from jobs import topic_jobs\n' }, [SHA]: { [registry]: '\n' } }, [
      module,
      registry,
    ]);
    await arrives(world, 'revert', { submission: { ...moves, kind: 'existing_job' } });
    await performs(world, 'revert', 'check_gates');
    await performs(world, 'revert', 'update_pull_request');
    expect(await stateOf(world, 'revert')).toMatchObject({ status: 'completed', why: 'only_removes', questions: [{ state: 'closed' }] });
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'success', description: expect.stringContaining('nothing to test') });
  });

  test.each([
    ['still there: its author is asked to remove them, once', { [module]: job }, ['contributor']],
    ['gone: nobody is reminded', {}, []],
  ])('left-over-job: thirty days after its release its files are %s', async (_what, files, reminded) => {
    const world = openWorld({ rules: { releases: [] } });
    await approved(world, 'oneoff', { ...moves, targetRelease: '3.4.1' });
    const cutoff = world.time.now + DAY;
    world.time.now = cutoff;
    await does(world, 'oneoff', { command: 'cut_off', release: '3.4.1', cutoff });
    shows(world, { [SHA]: { [registry]: '', ...files } });
    world.time.now = cutoff + 30 * DAY - 1;
    await performs(world, 'oneoff', 'check_gates', { leftOver: '3.4.1' });
    expect(await letters(world, 'oneoff', 'left_over')).toEqual([]);
    world.time.now = cutoff + 30 * DAY;
    await sweep(world.system, 's1');
    const task = world.queue.tasks.findLast(({ kind }) => kind === 'check_gates');
    expect(task?.payload.effectKey).toBe((await effectsOf(world, 'oneoff')).find(({ effect }) => 'leftOver' in effect)?.key);
    for (let n = 0; n < 2; n += 1) await performs(world, 'oneoff', 'check_gates', { leftOver: '3.4.1' });
    expect(await letters(world, 'oneoff', 'left_over')).toEqual(reminded);
  });

  test('A6 C4 left-over-late: what blocked its release and was approved a week later is asked after thirty days after that, once, and an undone approval begins no second count', async () => {
    const world = openWorld({ rules: { releases: [] } });
    const essential = { essential: true, essentialReason: 'The release reads it.', targetRelease: '3.4.1' };
    await runs(world, 'late', { submission: { ...moves, ...essential } });
    await does(world, 'late', { command: 'cut_off', release: '3.4.1', cutoff: world.time.now });
    world.time.now += 7 * DAY;
    await verdictOn(world, 'late');
    world.time.now += MINUTE;
    const question = (await stateOf(world, 'late')).questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;
    await does(world, 'late', { command: 'undo', question }, 'grace');
    world.time.now += MINUTE;
    await answers(world, 'late', 'grace', 'verdict', 'approve');
    expect(await stateOf(world, 'late')).toMatchObject({ status: 'approved', cutoffs: [{ outcome: 'blocking' }] });
    shows(world, { [SHA]: { [registry]: '', [module]: job } });
    const looks = (await effectsOf(world, 'late')).filter(({ effect }) => 'leftOver' in effect);
    expect(looks).toHaveLength(2);
    world.time.now += 30 * DAY - 1;
    for (const look of looks) await deliver(world, taskOf(look));
    expect(await letters(world, 'late', 'left_over')).toEqual([]);
    world.time.now += 1;
    for (const look of looks) await deliver(world, taskOf(look));
    expect(await letters(world, 'late', 'left_over')).toEqual(['contributor']);
  });
});
