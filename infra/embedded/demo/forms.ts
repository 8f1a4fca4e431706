import { randomUUID } from 'node:crypto';

/** A form as a contributor would fill it in. Changed parts of `over` replace what is there. */
export function formOf(over: Record<string, unknown>): Record<string, unknown> {
  return {
    formVersion: 1,
    submissionId: randomUUID(),
    contributor: { name: 'Carla Contributor', email: 'carla@example.com', githubLogin: 'carla-c' },
    kind: 'new_job',
    instructionsDoc: 'https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdef/edit',
    docCovers: { verification: true, expectedOutput: true, useOfOutput: true, recovery: true, debugging: true },
    testedLocally: true,
    ...over,
  };
}

/** The process's own textbook example: count the states, with an audit before it. */
export function countStates(
  expected: { explorations: number; states: number; invalid: number },
  parameters: Record<string, string> = {},
): Record<string, unknown> {
  return formOf({
    pullRequest: 'https://github.com/oppia/oppia/pull/1',
    jobs: [
      {
        name: 'AuditExplorationSchemaVersionJob',
        module: 'exploration_validation_jobs',
        role: 'audit',
        parameters,
        safeToRerun: true,
        expectedOutput: [
          { kind: 'count', label: 'checked', comparison: '=', value: expected.explorations },
          { kind: 'count', label: 'invalid', comparison: '=', value: expected.invalid },
        ],
      },
      {
        name: 'CountExplorationStatesJob',
        module: 'exploration_stats_jobs',
        role: 'migration',
        needs: ['AuditExplorationSchemaVersionJob'],
        parameters,
        safeToRerun: true,
        expectedOutput: [
          { kind: 'exact', line: `explorations: ${expected.explorations}` },
          { kind: 'count', label: 'states', comparison: '=', value: expected.states },
        ],
      },
    ],
  });
}

/** A job that ends well, says SUCCESS, and yet has something on stderr. */
export function findLongTitles(): Record<string, unknown> {
  return formOf({
    contributor: { name: 'Dan Developer', email: 'dan@example.com', githubLogin: 'dan-d' },
    pullRequest: 'https://github.com/oppia/oppia/pull/2',
    jobs: [
      {
        name: 'FindLongTitlesJob',
        module: 'exploration_title_jobs',
        role: 'other',
        expectedOutput: [
          { kind: 'count', label: 'long titles', comparison: '>=', value: 0 },
          { kind: 'exact', line: 'SUCCESS' },
        ],
      },
    ],
  });
}

/** Everything wrong at once. */
export function fullOfProblems(): Record<string, unknown> {
  return formOf({
    contributor: { name: '', email: 'not an address', githubLogin: 'carla-c' },
    pullRequest: 'https://example.com/oppia/oppia/pull/1',
    testedLocally: false,
    jobs: [
      { name: 'CountStates', role: 'migration', needs: ['SecondJob'] },
      { name: 'SecondJob', role: 'verify', needs: ['CountStates'] },
    ],
    favouriteColour: 'green',
  });
}
