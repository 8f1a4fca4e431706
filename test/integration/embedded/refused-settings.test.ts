import { expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRuntime } from '#infra/embedded/runtime.ts';
import { readEmbeddedConfig } from '#platform/config.ts';

test('E3 a settings file with problems is refused with every one of them, and nothing is left locked', async () => {
  const notes = await mkdtemp(path.join(tmpdir(), 'refused-'));
  const data = path.join(notes, 'refused');
  const file = path.join(notes, 'settings.json');
  await writeFile(
    file,
    JSON.stringify({ people: [{ id: 'Ana', name: '', email: 'x', roles: ['king'] }], rules: { undoMinutes: -1 }, colour: 'green' }),
  );
  const config = { ...readEmbeddedConfig({ REHEARSAL_DATA: data, REHEARSAL_SETTINGS: file }), port: 0 };
  const refusal = await startRuntime(config).then(() => '', String);
  for (const place of ['people[0].id', 'people[0].name', 'people[0].email', 'people[0].roles', 'rules.undoMinutes', 'colour'])
    expect(refusal).toContain(place);
  await writeFile(file, '{');
  expect(await startRuntime(config).then(() => '', String)).toContain(file);
  await expect(startRuntime({ ...config, settingsFile: path.join(notes, 'none.json') })).rejects.toThrow('none.json');
  const runtime = await startRuntime({ ...config, settingsFile: undefined }, { agent: false });
  await expect(startRuntime({ ...config, settingsFile: undefined }, { agent: false })).rejects.toThrow('is already running in');
  await runtime.stop();
  await rm(notes, { recursive: true, force: true });
});
