import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Failure, Total } from '#test/simulation/total.ts';
import path from 'node:path';

/** Shares of the seeds, each in a process of its own; the first failure in the order of seeds is the one told. */
export async function runInWorkers(from: number, count: number, workers: number): Promise<Total> {
  const share = Math.ceil(count / workers);
  const parts = Array.from({ length: workers }, (_, n) => ({ from: from + n * share, count: Math.min(share, count - n * share) }));
  const totals = await Promise.all(parts.filter((part) => part.count > 0).map((part) => runPart(part.from, part.count)));
  return totals.reduce(together);
}

function together(a: Total, b: Total): Total {
  const situations = { ...a.situations };
  for (const [name, times] of Object.entries(b.situations)) situations[name] = (situations[name] ?? 0) + times;
  return { seeds: a.seeds + b.seeds, steps: a.steps + b.steps, situations, failure: a.failure ?? b.failure };
}

async function runPart(from: number, count: number): Promise<Total> {
  const flags = ['--json', '--workers', '1', '--seeds', String(count), '--from', String(from)];
  const said = await saidBy(path.join(import.meta.dirname, 'main.ts'), flags);
  if (said === '') throw new Error(`what played ${count} seeds from ${from} on ended without a word`);
  return totalOf(JSON.parse(said) as Said);
}

/** What `--json` says: how much was played, and, beside it, what broke. */
type Said = Omit<Total, 'failure'> & Partial<Failure>;

function totalOf({ seed, invariant, message, ...total }: Said): Total {
  if (seed === undefined || invariant === undefined) return total;
  return { ...total, failure: { seed, invariant, message: message ?? '' } };
}

/** All that a program of ours printed, from a process of its own. */
export async function saidBy(program: string, args: readonly string[]): Promise<string> {
  const child = fork(program, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const said: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  await once(child, 'close');
  return Buffer.concat(said).toString('utf8');
}
