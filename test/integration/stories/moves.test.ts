import { describe, expect, test } from '@jest/globals';
import { readElsewhere } from '#products/rehearsal/app/read-elsewhere.ts';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import { elsewhereCards } from '#products/rehearsal/pages/status-page/elsewhere.ts';
import { factSentence } from '#products/rehearsal/pages/timeline.ts';
import { openQuestion } from '#test/support/given-request.ts';
import { answers, arrives, does, runOf, runs, stateOf, view } from '#test/support/application/requests.ts';
import { openWorld, performs, type World } from '#test/support/application/world.ts';
import { ending } from '#test/support/request-steps.ts';
import { sampleAsk, sampleRules } from '#test/support/sample-request.ts';
import { wordsOf } from '#test/support/stories.ts';

function pull(number: number, over: Partial<Submission> = {}): Partial<Submission> {
  return { change: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number }, ...over };
}

const fix = sampleAsk({ name: 'RegenerateStatsJob' });

async function elsewhere(world: World, id: string): Promise<string> {
  return wordsOf(elsewhereCards(id, await readElsewhere(world.system, await stateOf(world, id))).markup);
}

async function timelineOf(world: World, id: string): Promise<string> {
  const { document, timeline } = await view(world, id);
  const telling = { state: document.state, rules: sampleRules, timeZone: 'UTC' };
  return timeline.flatMap(({ facts }) => facts.map((fact) => factSentence(fact, telling))).join(' ');
}

async function ends(world: World, id: string, failing: boolean): Promise<void> {
  const run = await runOf(world, id);
  const how = failing ? ending({ exitCode: 1, stderr: ['KeyError: 1'] }) : ending();
  await does(world, id, { command: 'end_run', run: run.id, fencing: run.fencing, ending: how });
}

describe('requests that belong together', () => {
  test('three-fixes-in-two-months: attempts at one job are counted over all requests, and each says so', async () => {
    const world = openWorld();
    for (const [n, id] of ['first1', 'secnd2', 'third3'].entries()) {
      await runs(world, id, { submission: pull(14_000 + n, { jobs: [fix] }) });
      await ends(world, id, n < 2);
      if (n < 2) await answers(world, id, 'grace', 'verdict', 'reject', { comment: 'only another print' });
      world.time.now += 30 * 86_400_000;
    }
    const shown = await elsewhere(world, 'third3');
    expect(shown).toContain('RegenerateStatsJob : 3 attempts in 3 requests: 1 in this one, 1 in secnd2 and 1 in first1');
    await does(
      world,
      'third3',
      {
        command: 'answer',
        question: openQuestion(await stateOf(world, 'third3'), 'verdict').id,
        action: 'rerun',
        details: { comment: 'once more' },
      },
      'grace',
    );
    expect((await readElsewhere(world.system, await stateOf(world, 'first1'))).attempts[0]?.requests).toHaveLength(3);
  });

  test('I11 two open requests for one job, in different pull requests, are linked both ways by the first look at the gates, once', async () => {
    const world = openWorld();
    await arrives(world, 'older1', { submission: pull(1, { jobs: [fix] }) });
    await performs(world, 'older1', 'check_gates');
    world.time.now += 1000;
    await arrives(world, 'newer1', { submission: pull(2, { jobs: [fix] }) });
    await performs(world, 'newer1', 'check_gates');
    expect(await timelineOf(world, 'older1')).toContain('Linked with request newer1 (RegenerateStatsJob; oppia/oppia#2)');
    expect(await timelineOf(world, 'newer1')).toContain('Linked with request older1 (RegenerateStatsJob; oppia/oppia#1)');
    expect((await stateOf(world, 'older1')).questions.map(({ kind }) => kind)).toContain('supersede');
    expect((await stateOf(world, 'newer1')).questions.map(({ kind }) => kind)).not.toContain('supersede');
    const before = (await stateOf(world, 'older1')).version;
    world.time.now += 3_600_000;
    await performs(world, 'newer1', 'check_gates');
    expect((await stateOf(world, 'older1')).version).toBe(before);
    await answers(world, 'older1', 'contributor', 'supersede', 'supersede');
    expect(await stateOf(world, 'older1')).toMatchObject({ status: 'withdrawn', supersededBy: 'newer1' });
    await arrives(world, 'third1', { submission: pull(3, { jobs: [fix] }) });
    await performs(world, 'third1', 'check_gates');
    expect((await stateOf(world, 'third1')).related?.map(({ requestId }) => requestId)).toEqual(['newer1']);
  });

  test('four-requests-one-move: the four are shown in order with where each stands, and the plan for production beside them', async () => {
    const world = openWorld();
    const plan = 'Audit in production.\nThen move, verify, and remove the field in the next release.';
    const steps = ['audit', 'other', 'migration', 'cleanup'] as const;
    for (const [n, role] of steps.entries()) {
      const jobs = [sampleAsk({ name: `Step${n}Job`, role })];
      const more = n === 1 ? { productionPlan: plan } : {};
      await runs(world, `move${n}`, {
        submission: pull(16_000 + n, { jobs, group: n === 2 ? 'Thumbnail  Move' : 'thumbnail move', ...more }),
      });
      await ends(world, `move${n}`, false);
      await answers(world, `move${n}`, 'grace', 'verdict', 'approve');
      world.time.now += 1000;
    }
    await arrives(world, 'move4', { submission: pull(16_009, { jobs: [sampleAsk({ name: 'LastJob' })], group: 'thumbnail move' }) });
    const shown = await elsewhere(world, 'move4');
    expect([...shown.matchAll(/move\d|This request/g)].map(([found]) => found)).toEqual([
      'move0',
      'move1',
      'move2',
      'move3',
      'This request',
      'move1',
    ]);
    expect(shown).toContain('Step2Job (migration, approved)');
    expect(shown).toContain('remove the field in the next release');
    expect(shown).toContain('LastJob (other, not run yet)');
    expect((await stateOf(world, 'move4')).related).toBeUndefined();
  });
});
