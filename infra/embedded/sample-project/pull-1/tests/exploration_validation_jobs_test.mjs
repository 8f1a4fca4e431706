import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { AuditExplorationSchemaVersionJob } from '../jobs/exploration_validation_jobs.mjs';
import { resultsOf } from './results.mjs';

test('finds nothing among the samples', async () => {
  assert.deepEqual(await resultsOf(AuditExplorationSchemaVersionJob), { printed: ['checked: 6', 'invalid: 0'], warned: [] });
});

test('names an exploration at an old version', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  writeFileSync(join(folder, 'old.yaml'), 'states:\n  Start:\n    content: {}\nstates_schema_version: 13\ntitle: Old\n');
  const { printed } = await resultsOf(AuditExplorationSchemaVersionJob, folder);
  rmSync(folder, { recursive: true });
  assert.deepEqual(printed, ['checked: 1', 'invalid: 1', 'old: states_schema_version 13 < 42']);
});
