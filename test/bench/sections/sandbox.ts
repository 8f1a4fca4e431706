import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSandbox, type SandboxKind } from '#contexts/operations/sandbox.ts';
import { checkConfig, type AgentConfig } from '#infra/agent/config.ts';
import { startSupervisor } from '#infra/agent/launch.ts';
import { confine, clearUp, ownFolder } from '#infra/agent/sandbox/confine.ts';
import { JOB_USERS, lookAtMachine } from '#infra/agent/sandbox/machine.ts';
import { identityFor, type Confined, type Confinement } from '#infra/agent/sandbox/order.ts';
import { openTaskFolder } from '#infra/agent/task-folder.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { interleave } from '../interleave.ts';
import { median, readable } from '../statistics.ts';

const STARTS = 60;
const RUNS = 15;
const isRoot = process.getuid?.() === 0;

/** R15: what a sandbox adds to a run. The very command lines of jobs, with `true` as the job, by turns with `true` alone; and the same through the supervisor. */
export async function benchSandbox(): Promise<SectionResult> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-sandbox-'));
  await chmod(folder, 0o711);
  const config = { ...checkConfig(join(folder, 'agent')), data: folder, area: join(folder, 'area') };
  const { unusable } = await lookAtMachine(config);
  const kinds = (['bubblewrap', 'user'] as const).filter((kind) => unusable[kind] === undefined);
  const all: SandboxKind[] = ['none', ...kinds];
  const starts = await interleave(
    worksOf(all, (kind) => timeOf(kind, config)),
    STARTS,
    2,
  );
  const runs = await interleave(
    worksOf(all, (kind) => wholeRun(kind, config)),
    RUNS,
    1,
  );
  await rm(folder, { recursive: true, force: true });
  const missing = Object.entries(unusable).map(([kind, why]) => `${kind} not available here: ${why}`);
  // The quickest are what a start takes when nobody else wants the processor, however busy the machine is.
  const quickest = (kind: SandboxKind): number => Math.min(...starts[kind]);
  const added = kinds.map(
    (kind) =>
      `${kind} adds ${readable(median(starts[kind]) - median(starts.none))} ms to a start (the quickest: ${readable(quickest(kind))} beside ${readable(quickest('none'))} ms)`,
  );
  return {
    figures: [
      ...figuresOf(kinds, 'a start in', 'a bare process start', starts),
      ...figuresOf(kinds, 'a whole run in', 'a run in none', runs),
    ],
    remarks: [
      `${added.join(', ')}. Medians of ${STARTS} starts and ${RUNS} runs, ${isRoot ? 'started by root' : 'started by an ordinary user'}, load ${readable(loadavg()[0] ?? 0)}.`,
      'A whole run: supervisor, job, and all it leaves behind ended.',
      ...missing,
    ],
  };
}

function worksOf(kinds: readonly SandboxKind[], work: (kind: SandboxKind) => Promise<void>): Record<SandboxKind, () => Promise<void>> {
  return Object.fromEntries(kinds.map((kind) => [kind, () => work(kind)])) as Record<SandboxKind, () => Promise<void>>;
}

function figuresOf(kinds: readonly SandboxKind[], what: string, floorIs: string, times: Record<SandboxKind, number[]>): Figure[] {
  const floor = { name: floorIs, value: median(times.none) };
  return kinds.map((kind) => ({ name: `${what} ${kind}`, value: median(times[kind]), unit: 'ms', floor }));
}

function confinementFor(kind: SandboxKind, { area, jobUsers }: AgentConfig): Confinement {
  const users = jobUsers === undefined ? {} : { users: jobUsers };
  return { kind, network: 'none', limits: defaultSandbox.limits, readOnly: [process.execPath], area, credentials: {}, ...users };
}

async function timeOf(kind: SandboxKind, config: AgentConfig): Promise<void> {
  const own = ownFolder(config.area, 'bench');
  const isBare = kind === 'none';
  const user = isBare || !isRoot ? undefined : JOB_USERS[0];
  const job = { command: ['true'], cwd: '/', env: {} };
  await finished(confine(job, isBare ? undefined : confinementFor(kind, config), user, own));
  clearUp(own);
}

async function wholeRun(kind: SandboxKind, config: AgentConfig): Promise<void> {
  const folder = openTaskFolder(join(config.data, 'tasks', randomUUID()));
  const mark = `REHEARSAL_MARK=${randomUUID()}`;
  const confinement = confinementFor(kind, config);
  const rest = { cwd: '/', env: { PATH: config.jobEnvironment['PATH'] ?? '/usr/bin' }, timeout: 60_000, grace: 1_000, endLeftovers: true };
  folder.saveLaunch({ command: ['true'], mark, confinement, ...rest });
  // The supervisor outlives whoever starts it, and so keeps nobody awake.
  const awake = setInterval(() => undefined, 1_000);
  await startSupervisor(folder, config).finally(() => clearInterval(awake));
  if (folder.ending()?.exitCode !== 0) throw new Error(`a run in ${kind} ended with ${JSON.stringify(folder.ending())}`);
}

function finished(confined: Confined): Promise<void> {
  const { program, args, env, cwd } = confined;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...identityFor(confined), env, cwd, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}
