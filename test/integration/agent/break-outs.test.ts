import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultSandbox, type SandboxKind } from '#contexts/operations/sandbox.ts';
import { BREAK_OUTS } from '#infra/agent/check/break-outs.ts';
import { checkSandbox } from '#infra/agent/check/check.ts';
import { checkConfig, type AgentConfig } from '#infra/agent/config.ts';
import { chooseKind } from '#infra/agent/sandbox/guard.ts';
import { findBubblewrap } from '#test/support/bubblewrap.ts';

const isRoot = process.getuid?.() === 0;
const hasBubblewrap = findBubblewrap();
const kinds: SandboxKind[] = [...(hasBubblewrap ? ['bubblewrap' as const] : []), ...(isRoot ? ['user' as const] : [])];
if (!hasBubblewrap) console.warn('WARNING: jobs in bubblewrap are NOT tried: it is not installed');

let folder: string;
let config: AgentConfig;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-break-'));
  chmodSync(folder, 0o711);
  const server = join(folder, 'secrets.json');
  writeFileSync(server, 'whsec', { mode: 0o600 });
  config = { ...checkConfig(join(folder, 'agent')), watched: [server] };
  for (const path of [join(config.data, 'tasks'), `${config.workdir}.git`]) mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(config.data, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function open(kind: SandboxKind, network: 'none' | 'host' = 'none'): Promise<{ unexpected: string[]; all: string[] }> {
  const findings = await checkSandbox(kind, network, config);
  const ids = (some: typeof findings): string[] => some.map(({ breakOut }) => breakOut.id);
  return { unexpected: ids(findings.filter(({ expected }) => !expected)), all: ids(findings.filter(({ held }) => !held)) };
}

(kinds.length > 0 ? describe.each(kinds) : describe.skip.each(['bubblewrap' as SandboxKind]))('in the sandbox %s', (kind) => {
  test('R15 R16 every break-out that it should hold is held, at least twenty of them', async () => {
    expect(BREAK_OUTS.filter(({ heldBy }) => heldBy.includes(kind)).length).toBeGreaterThan(20);
    expect((await open(kind)).unexpected).toEqual([]);
  });
});

test('R15 the attempts get out where nothing holds them, so that held means something', async () => {
  const { all } = await open('none');
  const sure = [
    'secret',
    'tasks',
    'other-job',
    'other-workspace',
    'environ',
    'kill-agent',
    'memory-of-agent',
    'checkout',
    'store',
    'processes-seen',
    'tcp',
    'udp',
  ];
  expect(all).toEqual(expect.arrayContaining([...sure, 'unix-socket', 'abstract-socket', 'survive', 'disk', 'setuid']));
});

(hasBubblewrap ? test : test.skip)('R15 the machine’s network is reached only where the settings say so', async () => {
  const { unexpected, all } = await open('bubblewrap', 'host');
  expect(unexpected).toEqual([]);
  expect(all).toContain('tcp');
});

(hasBubblewrap && isRoot ? test : test.skip)('R15 an ordinary user’s jobs are held as well', async () => {
  chmodSync(folder, 0o777);
  const env = { PATH: process.env['PATH'], AGENT_WATCHED: join(folder, 'secrets.json') };
  const main = resolve('infra/agent/check-main.ts');
  const child = spawn('setpriv', ['--reuid=1000', '--regid=1000', '--clear-groups', process.execPath, main, join(folder, 'own')], { env });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const code = await new Promise((done) => child.once('close', done));
  expect([code, said]).toEqual([0, expect.stringContaining('held  read a secret file')]);
  expect(said).not.toContain('OPEN');
});

describe('what is chosen', () => {
  const machine = { best: 'none' as const, unusable: { bubblewrap: 'sysctl says no', user: 'only root can' } };

  test('R15 at home what there is; elsewhere nothing weaker than bubblewrap, unless the settings say so in words', () => {
    expect(chooseKind(defaultSandbox, machine, true)).toEqual({ kind: 'none' });
    expect(chooseKind(defaultSandbox, machine, false)).toEqual({ refused: expect.stringContaining('sysctl says no') });
    expect(chooseKind({ ...defaultSandbox, kind: 'none' }, machine, false)).toEqual({ kind: 'none' });
    expect(chooseKind(defaultSandbox, { best: 'user', unusable: { bubblewrap: 'x' } }, false)).toEqual({ refused: expect.any(String) });
  });

  test('R15 what the settings want and the machine has not is refused, never weakened', () => {
    expect(chooseKind({ ...defaultSandbox, kind: 'bubblewrap' }, machine, true)).toEqual({
      refused: expect.stringContaining('sysctl says no'),
    });
  });
});
