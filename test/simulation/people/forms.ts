import { sampleForm, sampleJob } from '#test/support/sample-submission.ts';
import { atMost, counted } from '../outside/outputs.ts';
import type { Dice } from '../engine/dice.ts';

const done = [{ kind: 'exact', line: 'done' }];
const likeDone = [{ kind: 'pattern', pattern: 'done*' }];

/** A form that intake takes: one job or several, a feature, a branch; on either backend. */
export function validForm(dice: Dice, submissionId: string, pull: number): { [field: string]: unknown } {
  const common = {
    submissionId,
    pullRequest: `https://github.com/oppia/oppia/pull/${pull}`,
    contributor: dice.pick([
      { name: 'Ada Lovelace', email: 'ada@example.org', githubLogin: 'ada' },
      { name: 'Carla Contributor', email: 'carla@example.org', githubLogin: 'carla' },
      // An admin who asks for a test of a change of their own.
      { name: 'Alan Turing', email: 'alan@example.org', githubLogin: 'alan-t' },
    ]),
    backend: dice.chance(0.55) ? 'local' : 'backup',
    targetRelease: '3.4.1',
    ...(dice.chance(0.3) ? { essential: true, essentialReason: 'The release reads it.' } : {}),
  };
  const roll = dice.next();
  if (roll < 0.1)
    return sampleForm({
      ...common,
      kind: 'feature',
      jobs: undefined,
      docCovers: undefined,
      feature: { thirdPartyApis: ['translate'], testSteps: 'Open the page.' },
    });
  if (roll < 0.18) return sampleForm({ ...common, mode: 'launch_only', jobs: [job(dice, 'CountTopicsJob')] });
  if (roll < 0.26)
    return sampleForm({
      ...common,
      kind: 'existing_job',
      pullRequest: undefined,
      ref: 'develop',
      reason: 'Counted each month.',
      jobs: [job(dice, 'CountTopicsJob')],
    });
  if (roll < 0.42) return sampleForm({ ...common, jobs: [job(dice, 'CountTopicsJob')] });
  // One after the other where one was deployed, and judged together.
  if (roll < 0.55) return sampleForm({ ...common, jobs: [job(dice, 'CountTopicsJob'), job(dice, 'CountSkillsJob')] });
  const audit = job(dice, 'AuditTopicsJob', { role: 'audit' });
  const move = job(dice, 'MoveTopicsJob', { role: 'migration', needs: ['AuditTopicsJob'] });
  if (roll < 0.85) return sampleForm({ ...common, jobs: [audit, move] });
  return sampleForm({ ...common, jobs: [audit, move, job(dice, 'VerifyTopicsJob', { role: 'verify', needs: ['MoveTopicsJob'] })] });
}

function job(dice: Dice, name: string, over: { [field: string]: unknown } = {}): { [field: string]: unknown } {
  // A stream of its own: who expects what moves nothing else.
  const roll = dice.fork(`expected of ${name}`).next();
  const plain = dice.chance(0.3) ? likeDone : done;
  const expectedOutput = roll < 0.22 ? counted : roll < 0.4 ? atMost : plain;
  return sampleJob({ name, module: undefined, expectedOutput, safeToRerun: dice.chance(0.5), ...over });
}

/** A job that says of itself what somebody typed. */
export function bareJob(name: string, says: string): { [field: string]: unknown } {
  return sampleJob({ name, module: undefined, expectedOutput: [{ kind: 'exact', line: says }] });
}

/** By its name: one of those that nobody ever confirms. */
export function isStrangers({ submissionId }: { submissionId: string }): boolean {
  return submissionId.startsWith('flood-');
}

/** A form that intake refuses whole. */
export function brokenForm(dice: Dice, submissionId: string): { [field: string]: unknown } {
  const over = dice.pick<{ [field: string]: unknown }>([
    { testedLocally: false },
    { pullRequest: 'https://github.com/elsewhere/oppia/pull/1' },
    { surprise: 'field' },
    { jobs: [sampleJob({ name: 'MoveTopicsJob', role: 'migration', needs: ['NoSuchJob'] })] },
  ]);
  return sampleForm({ submissionId, ...over });
}
