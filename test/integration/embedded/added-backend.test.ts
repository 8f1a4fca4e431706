import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';
import { startAgentProcess, type AgentProcess } from '#infra/embedded/agent-process.ts';
import { eventually, startEmbedded, type Embedded } from '#test/support/embedded.ts';

let home: Embedded;
let agent: AgentProcess | undefined;

beforeAll(async () => {
  home = await startEmbedded({ agent: false });
});

afterAll(async () => {
  await agent?.stop();
  await home.stop();
});

async function said(...typed: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await runCommand([...typed, '--json'], { REHEARSAL_DATA: home.data });
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Record<string, unknown>;
}

function poll(backend: string, token: string): Promise<number> {
  return fetch(`${home.runtime.url}/agent/v1/${backend}/tasks`, { headers: { authorization: `Bearer ${token}` } }).then(
    ({ status }) => status,
  );
}

test('B10 a backend is added to a running system by two commands, and a real agent works for it with the token that was shown; after a restart, too', async () => {
  await said('backends', 'add', 'gpu', '--name', 'With GPUs', '--pools', 'default=4,database=2');
  const token = String((await said('tokens', 'make', '--agent', 'gpu'))['token']);
  expect([await poll('gpu', token), await poll('local', token), await poll('gpu', `${token.slice(0, -1)}_`)]).toEqual([200, 401, 401]);
  await home.restart();
  const lines: string[] = [];
  const data = path.join(`${home.data}-agent`, 'gpu');
  const { url } = home.runtime;
  agent = startAgentProcess({ url, backend: 'gpu', token, data, strict: false, watched: [], onLine: (line) => void lines.push(line) });
  await eventually(`its agent to be heard: ${lines.join('; ')}`, async () =>
    (await said('backends', 'show', 'gpu'))['lastSeen'] === undefined ? undefined : true,
  );
  const second = String((await said('tokens', 'rotate', 'agent.gpu'))['token']);
  expect([await poll('gpu', token), await poll('gpu', second)]).toEqual([200, 200]);
  await said('tokens', 'revoke', 'agent.gpu.1');
  await eventually('the first to open nothing', async () => ((await poll('gpu', token)) === 401 ? true : undefined));
  expect(await poll('gpu', second)).toBe(200);
}, 60_000);
