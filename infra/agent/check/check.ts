import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxKind, SandboxLimits } from '#contexts/operations/sandbox.ts';
import type { AgentConfig } from '../config.ts';
import { startSupervisor } from '../launch.ts';
import { makeArea } from '../sandbox/places.ts';
import type { Ending, Launch } from '../task-files.ts';
import { openTaskFolder, type TaskFolder } from '../task-folder.ts';
import { layBait, type Bait } from './bait.ts';
import { BREAK_OUTS, type BreakOut } from './break-outs.ts';
import { CHECK_LIMITS } from './limits.ts';

export interface Finding {
  breakOut: BreakOut;
  held: boolean;
  /** It is open, and this kind of sandbox does not promise to hold it, or the settings allow it. */
  expected: boolean;
}

const HERE = import.meta.dirname;
/** Milliseconds; a machine that is this slow cannot run jobs either. */
const PATIENCE = 120_000;

/** R15. Tries every break-out from inside of a sandbox of this kind, started and ended as jobs are. What could not be tried counts as open. */
export async function checkSandbox(kind: SandboxKind, network: 'none' | 'host', config: AgentConfig): Promise<Finding[]> {
  makeArea(config.area);
  const place = join(config.data, 'check');
  const bait = await layBait(config);
  try {
    const told = await tryAll(place, kind, network, config, bait);
    return BREAK_OUTS.map((breakOut) => {
      const held = told.get(breakOut.id) === 'held';
      const allowed = network === 'host' && breakOut.withHostNetwork === true;
      return { breakOut, held, expected: held || allowed || !breakOut.heldBy.includes(kind) };
    });
  } finally {
    await bait.clear();
    rmSync(place, { recursive: true, force: true });
  }
}

async function tryAll(
  place: string,
  kind: SandboxKind,
  network: 'none' | 'host',
  config: AgentConfig,
  bait: Bait,
): Promise<Map<string, string>> {
  const run = async (
    command: string[],
    limits: SandboxLimits = CHECK_LIMITS,
  ): Promise<{ folder: TaskFolder; ending: Ending | undefined }> => {
    const folder = openTaskFolder(join(place, `check-${randomUUID()}`));
    folder.saveLaunch(launchFor({ command, limits, kind, network }, config, join(place, 'checkout')));
    await startSupervisor(folder, config);
    return { folder, ending: folder.ending() };
  };
  mkdirSync(join(place, 'checkout'), { recursive: true, mode: 0o755 });
  const [attempts, hungry] = await Promise.all([
    run([process.execPath, join(HERE, 'inside.ts'), JSON.stringify(bait.target)]),
    run([process.execPath, '-e', HUNGRY], { ...CHECK_LIMITS, memoryMegabytes: HUNGRY_MEGABYTES }),
  ]);
  const lines = readFileSync(attempts.folder.outputPath('stdout'), 'utf8').split('\n');
  const told = new Map(lines.map((line) => line.split(' ') as [string, string]));
  const say = (id: string, open: boolean): void => void told.set(id, open ? 'open' : (told.get(id) ?? 'held'));
  say('udp', bait.heard());
  say('link', !bait.isIntact());
  // Nothing was left behind by attempts that never began.
  told.set('survive', attempts.ending?.exitCode === 0 && !lives(bait.target.mark) ? 'held' : 'open');
  told.set('memory', hungry.ending === undefined || hungry.ending.exitCode === 0 ? 'open' : 'held');
  return told;
}

/** Little, so that taking too much of it costs little; Node alone takes half of it. */
const HUNGRY_MEGABYTES = 96;
/** Until it has three times what it may, or is stopped. */
const HUNGRY = `const all = []; while (all.length < 18) all.push(Buffer.alloc(${(HUNGRY_MEGABYTES * 3) / 18} * 1024 * 1024, 1)); setTimeout(() => process.exit(0), 1500)`;

interface Attempt {
  command: string[];
  limits: SandboxLimits;
  kind: SandboxKind;
  network: 'none' | 'host';
}

function launchFor({ command, limits, kind, network }: Attempt, config: AgentConfig, checkout: string): Launch {
  const mark = randomUUID();
  return {
    command,
    cwd: checkout,
    env: { ...config.jobEnvironment, REHEARSAL_TASK: `check-${mark}`, REHEARSAL_MARK: mark },
    mark: `REHEARSAL_MARK=${mark}`,
    timeout: PATIENCE,
    grace: 200,
    endLeftovers: true,
    confinement: {
      kind,
      network,
      limits,
      readOnly: [HERE, process.execPath, checkout],
      area: config.area,
      ...(config.jobUsers === undefined ? {} : { users: config.jobUsers }),
      credentials: {},
    },
  };
}

function lives(mark: string): boolean {
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'latin1');
      // The attempts themselves are told the mark; what they leave stands still with it.
      return command.includes(mark) && command.includes('SIGHUP');
    } catch {
      return false;
    }
  });
}
