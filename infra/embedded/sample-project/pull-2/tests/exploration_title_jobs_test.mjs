import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FindLongTitlesJob } from '../jobs/exploration_title_jobs.mjs';
import { resultsOf } from './results.mjs';

test('counts long titles', async () => {
  const { printed } = await resultsOf(FindLongTitlesJob);
  assert.deepEqual(printed, ['long titles: 2', 'SUCCESS']);
});
