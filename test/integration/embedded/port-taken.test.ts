import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { startHosting } from '#infra/embedded/hosting.ts';
import { startRuntime } from '#infra/embedded/runtime.ts';
import { readEmbeddedConfig } from '#platform/config.ts';

test('E1 a start at a port that is taken says which one, and what to do', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const folder = await mkdtemp(path.join(tmpdir(), 'port-'));
  const config = readEmbeddedConfig({ REHEARSAL_DATA: path.join(folder, 'data'), PORT: String(port) });
  for (const options of [{}, { hosting: startHosting }])
    await expect(startRuntime(config, { agent: false, ...options })).rejects.toThrow(
      `already answers at port ${port}: stop it, or set PORT`,
    );
  await new Promise((resolve) => other.close(resolve));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});
