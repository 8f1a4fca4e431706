import { expect, test } from '@jest/globals';
import type { AgentTask } from '#contexts/operations/agent.ts';
import type { AgentConfig } from '#infra/agent/config.ts';
import { verifyVersion } from '#infra/agent/verify-version.ts';

const config = { workdir: '.', data: '.', jobEnvironment: {} } as unknown as AgentConfig;

function task(verify?: string[]): AgentTask {
  const body = { kind: 'run', runId: 'r-0-1', command: ['true'], ref: 'test-pr1', sha: 'c'.repeat(40), timeout: 1000 } as const;
  return {
    id: 'run-r-0-1',
    requestId: 'r',
    fencing: 1,
    state: 'offered',
    body: { ...body, command: [...body.command], ...(verify && { verify }) },
  };
}

const script = (code: string): string[] => ['{node}', '-e', code, '{sha}'];

test('D5 the backend’s own command tells whether the run’s commit is deployed; its words say what is there instead', async () => {
  expect(await verifyVersion(task(script('process.exit(process.argv[1].length === 40 ? 0 : 1)')), config)).toBeUndefined();
  const wrong = await verifyVersion(task(script('console.error("it is at bbbbbbb"); process.exit(1)')), config);
  expect(wrong).toMatch(/^the deployed version is not c{40}: it is at bbbbbbb$/);
  expect(await verifyVersion(task(['no-such-program-anywhere']), config)).toContain('ENOENT');
});

test('D5 a backend without such a command is taken at the store’s word', async () => {
  expect(await verifyVersion(task(), config)).toBeUndefined();
});
