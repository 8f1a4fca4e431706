import { readFileSync } from 'node:fs';
import type { ActionResult } from '#contexts/operations/domain/action/result.ts';
import { cgroupOf, type Counted } from './cgroup.ts';
import { cpuOf, memoryOf } from './processes.ts';

type Metrics = NonNullable<ActionResult['metrics']>;

/** What a job uses. To be looked at again and again while it runs: what is between two looks is not seen, unless a cgroup of its own counts. */
export interface Meter {
  /** Answers bytes of memory that its processes have for themselves now. */
  look(): number;
  metrics(): Metrics;
  /** The kernel counts, in a cgroup of the job’s own. */
  isCounted(): boolean;
  /** The kernel ended some of it because its cgroup had no memory left, as far as looks have seen. */
  wasShort(): boolean;
}

/** `own`: the job alone is in the cgroup of this process, so that the kernel's count is its. */
export function openMeter(processes: () => readonly number[], own: () => number | undefined = () => undefined): Meter {
  const started = performance.now();
  const before = cpuOfChildren();
  let [memory, cpu] = [0, 0];
  let counted: Counted | undefined;
  return {
    look() {
      const pids = processes();
      const now = memoryOf(pids);
      memory = Math.max(memory, now);
      cpu = Math.max(cpu, cpuOf(pids));
      const pid = own();
      counted = (pid === undefined ? undefined : cgroupOf(pid)) ?? counted;
      return now;
    },
    metrics() {
      const wallSeconds = rounded((performance.now() - started) / 1000);
      if (counted !== undefined)
        return { peakMemoryBytes: counted.peakMemoryBytes, cpuSeconds: counted.cpuSeconds, wallSeconds, by: 'cgroup' };
      return { peakMemoryBytes: memory, cpuSeconds: rounded(Math.max(cpu, cpuOfChildren() - before)), wallSeconds, by: 'samples' };
    },
    isCounted: () => counted !== undefined,
    wasShort: () => (counted?.ended ?? 0) > 0,
  };
}

function rounded(seconds: number): number {
  return Math.round(Math.max(0, seconds) * 100) / 100;
}

/** Seconds that children of this process took, and theirs, once they were waited for. */
function cpuOfChildren(): number {
  try {
    const text = readFileSync('/proc/self/stat', 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / TICKS;
  } catch {
    return 0;
  }
}

/** Of Linux, in a second, whatever the machine. */
const TICKS = 100;
