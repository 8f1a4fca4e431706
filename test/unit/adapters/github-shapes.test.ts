import { describe, expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { checkRunsShape, combinedStatusShape, labelsShape, pullShape } from '#platform/github/github-shapes.ts';

const examplesShape = z.array(z.object({ name: z.string(), examples: z.array(z.looseObject({})) }));
const events = examplesShape.parse(createRequire(import.meta.url)('@octokit/webhooks-examples'));

function examplesOf(event: string): Record<string, unknown>[] {
  return events.find(({ name }) => name === event)?.examples ?? [];
}

describe("GitHub's own examples of payloads are read", () => {
  test('G1 pull requests, with those who are asked to review', () => {
    const pulls = examplesOf('pull_request').map(({ pull_request: pull }) => pullShape.parse(pull));
    expect(pulls.length).toBeGreaterThan(20);
    expect(new Set(pulls.map(({ state }) => state))).toEqual(new Set(['open', 'closed']));
    expect(pulls.some(({ requested_reviewers: people }) => (people ?? []).length > 0)).toBe(true);
  });

  test('G2 check runs, statuses and labels', () => {
    const runs = checkRunsShape.parse({ check_runs: examplesOf('check_run').map(({ check_run: run }) => run) }).check_runs;
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['queued', 'in_progress', 'completed']));
    expect(combinedStatusShape.parse({ statuses: examplesOf('status') }).statuses.length).toBeGreaterThan(0);
    expect(labelsShape.parse(examplesOf('label').map(({ label }) => label)).length).toBeGreaterThan(0);
  });
});
