import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CountExplorationStatesJob } from '../jobs/exploration_stats_jobs.mjs';
import { resultsOf } from './results.mjs';

test('counts the states of all explorations', async () => {
  assert.deepEqual(await resultsOf(CountExplorationStatesJob), { printed: ['explorations: 6', 'states: 21'], warned: [] });
});
