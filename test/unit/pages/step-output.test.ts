import { expect, test } from '@jest/globals';
import { findOutput } from '#products/rehearsal/app/find-run.ts';
import { failedOutput } from '#products/rehearsal/pages/mails/parts/deployment-steps.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { deploymentCard } from '#contexts/operations/pages/deployment.ts';
import { begin, does, type Story } from '#test/support/given-request.ts';
import { granted, startsStep, testRefMade, throughReview } from '#test/support/request-steps.ts';

const when = { now: 0, timeZone: 'UTC' };

/** Its only step has failed, having written so. */
function failed(output?: { stdout: number; stderr: number }): Story {
  const story = testRefMade(granted(throughReview(begin())));
  startsStep(story, 'deploy');
  const told = { command: 'end_deploy_step', fencing: 1, step: 'deploy', passed: false, note: 'exited, exit code 1' } as const;
  does(story, { ...told, ...(output === undefined ? {} : { output }) });
  return story;
}

const name = ({ state: { id } }: Story): string => `deploy-${id}-1-deploy`;

test('R6 R9 what a step wrote is behind a link where the step is shown, and in the mail that says that it failed', () => {
  const story = failed({ stdout: 3, stderr: 0 });
  expect(findOutput(story.state, name(story))).toEqual({ stdout: 3, stderr: 0 });
  const shown = deploymentCard(story.state, when, '/status/abc')?.markup;
  expect(shown).toContain(`/status/abc/runs/${name(story)}/stdout.txt`);
  const writing = { state: story.state, links: { status: 'https://host/status/abc' } } as unknown as Writing;
  expect(JSON.stringify(failedOutput(writing))).toContain(`https://host/status/abc/runs/${name(story)}/stderr.txt`);
});

test('R6 a step that wrote nothing, or of before it was kept, has no such link', () => {
  const story = failed();
  expect(findOutput(story.state, name(story))).toBeUndefined();
  expect(deploymentCard(story.state, when, '/status/abc')?.markup).not.toContain('/runs/');
  expect(failedOutput({ state: story.state, links: { status: 'https://host/s' } } as unknown as Writing)).toEqual([]);
});

test('R12 nothing but steps and runs of this request has output here', () => {
  const story = failed({ stdout: 1, stderr: 0 });
  expect(findOutput(story.state, 'deploy-another-1-deploy')).toBeUndefined();
  expect(findOutput(story.state, 'deploy-rq-1-')).toBeUndefined();
});
