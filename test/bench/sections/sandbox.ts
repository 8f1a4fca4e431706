import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSandbox, type SandboxKind } from '#contracts/sandbox.ts';
import { confine, clearUp, ownFolder } from '#infra/agent/sandbox/confine.ts';
import { JOB_USERS, lookAtMachine } from '#infra/agent/sandbox/machine.ts';
import type { Confined, Confinement } from '#infra/agent/sandbox/order.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { median } from '../statistics.ts';

const ROUNDS = 60;

/** R15: what a sandbox adds to a run. The very command lines of jobs, with `true` as the job, by turns with `true` alone. */
export async function benchSandbox(): Promise<SectionResult> {
  const area = await mkdtemp(join(tmpdir(), 'rehearsal-sandbox-'));
  await chmod(area, 0o711);
  const isRoot = process.getuid?.() === 0;
  const { unusable } = await lookAtMachine({ area, jobUsers: isRoot ? JOB_USERS : undefined });
  const kinds = (['bubblewrap', 'user'] as const).filter((kind) => unusable[kind] === undefined);
  const times = new Map<SandboxKind, number[]>([['none', []], ...kinds.map((kind): [SandboxKind, number[]] => [kind, []])]);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, taken] of times) taken.push(await timeOf(kind, area, isRoot ? JOB_USERS[0] : undefined));
  }
  await rm(area, { recursive: true, force: true });
  const floor = { name: 'a bare process start', value: median(times.get('none') ?? []) };
  const figures: Figure[] = kinds.map((kind) => ({ name: `a run in ${kind}`, value: median(times.get(kind) ?? []), unit: 'ms', floor }));
  const missing = Object.entries(unusable).map(([kind, why]) => `${kind} cannot be had here: ${why}`);
  return { figures, remarks: [`Medians of ${ROUNDS}, ${isRoot ? 'started by root' : 'started by an ordinary user'}.`, ...missing] };
}

async function timeOf(kind: SandboxKind, area: string, user: number | undefined): Promise<number> {
  const own = ownFolder(area, 'bench');
  const base = { network: 'none' as const, limits: defaultSandbox.limits, readOnly: [process.execPath], area, credentials: {} };
  const confinement: Confinement | undefined = kind === 'none' ? undefined : { ...base, kind };
  const confined = confine({ command: ['true'], cwd: '/', env: {} }, confinement, kind === 'none' ? undefined : user, own);
  const began = performance.now();
  await finished(confined);
  const taken = performance.now() - began;
  clearUp(own);
  return taken;
}

function finished({ program, args, env, cwd }: Confined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}
