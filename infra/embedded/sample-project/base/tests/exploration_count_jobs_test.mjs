import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CountExplorationsJob } from '../jobs/exploration_count_jobs.mjs';
import { resultsOf } from './results.mjs';

test('counts the explorations', async () => {
  assert.deepEqual(await resultsOf(CountExplorationsJob), { printed: ['explorations: 6'], warned: [] });
});
