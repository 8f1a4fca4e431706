import { readFileSync } from 'node:fs';

export interface Counted {
  peakMemoryBytes: number;
  cpuSeconds: number;
  /** Processes that the kernel ended because there was no memory left for them. */
  ended: number;
}

/**
 * What the kernel counted of the control group that a process is in. Undefined where it is the reader's own, which counts others too, and where the kernel does
 * not tell the peak.
 */
export function cgroupOf(pid: number, read: (path: string) => string = readProc): Counted | undefined {
  const told = read(`/proc/${pid}/cgroup`);
  if (told === '' || told === read('/proc/self/cgroup')) return undefined;
  return ofVersion2(told, read) ?? ofVersion1(told, read);
}

function ofVersion2(told: string, read: (path: string) => string): Counted | undefined {
  const [, path] = /^0::(\/.+)$/m.exec(told) ?? [];
  const peak = path === undefined ? '' : read(`/sys/fs/cgroup${path}/memory.peak`);
  const [, microseconds] = path === undefined ? [] : (/^usage_usec (\d+)$/m.exec(read(`/sys/fs/cgroup${path}/cpu.stat`)) ?? []);
  return countedOf(peak, microseconds, 1e6, path === undefined ? '' : read(`/sys/fs/cgroup${path}/memory.events`));
}

function ofVersion1(told: string, read: (path: string) => string): Counted | undefined {
  const pathOf = (controller: string): string | undefined =>
    new RegExp(`^\\d+:(?:[^:]*,)?${controller}(?:,[^:]*)?:(/.+)$`, 'm').exec(told)?.[1];
  const [memory, cpu] = [pathOf('memory'), pathOf('cpuacct')];
  if (memory === undefined || cpu === undefined) return undefined;
  const peak = read(`/sys/fs/cgroup/memory${memory}/memory.max_usage_in_bytes`);
  const ended = read(`/sys/fs/cgroup/memory${memory}/memory.oom_control`);
  return countedOf(peak, read(`/sys/fs/cgroup/cpuacct${cpu}/cpuacct.usage`), 1e9, ended);
}

function countedOf(peak: string, time: string | undefined, unit: number, events: string): Counted | undefined {
  const [peakMemoryBytes, spent] = [Number(peak.trim() || Number.NaN), Number(time?.trim() || Number.NaN)];
  if (!Number.isSafeInteger(peakMemoryBytes) || !Number.isFinite(spent)) return undefined;
  return { peakMemoryBytes, cpuSeconds: Math.round((spent / unit) * 100) / 100, ended: Number(/^oom_kill (\d+)$/m.exec(events)?.[1] ?? 0) };
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
