import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parseSettings } from '#functions/wiring/settings.ts';
import { firstLook } from '#infra/embedded/first-look.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { DAY } from '#kernel/time.ts';

const data = mkdtempSync(path.join(tmpdir(), 'first-look-'));
afterAll(() => rmSync(data, { recursive: true }));

const sample = sampleSettings({ data, publicUrl: 'http://127.0.0.1:1' });
const look = (wall: number, settingsFile?: string): unknown => firstLook({ data, settingsFile }, wall).sample?.(sample);

test('E1 whoever has no settings finds releases to come and a study to run, the same ones at each start', () => {
  const first = Date.UTC(2026, 11, 1, 12);
  const parsed = parseSettings(look(first));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { calendar, pipelines, repositories } = parsed.settings;
  expect(calendar.releases.map(({ name, hardCutoff }) => [name, hardCutoff > first + 7 * DAY])).toEqual([
    ['3.4.1', true],
    ['3.4.2', true],
  ]);
  expect([pipelines.repositories, repositories.map(({ repository }) => repository)]).toEqual([['example-org'], ['oppia', 'tides']]);
  writeFileSync(path.join(data, 'secrets.json'), '{}');
  expect(look(Date.now() + 60 * DAY)).toEqual(look(Date.now()));
});

test('E3 an installation with settings of its own knows nothing of it', () => {
  expect(look(0, 'settings.json')).toBeUndefined();
});
