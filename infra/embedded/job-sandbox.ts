import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isLoopback } from '#infra/agent/sandbox/loopback.ts';
import { JOB_USERS, lookAtMachine, type Machine } from '#infra/agent/sandbox/machine.ts';
import type { Settings } from '#functions/wiring/settings.ts';
import type { BackendSettings } from '#products/rehearsal/settings.ts';

/**
 * R15. What a person at the terminal should know of how jobs are held. Throws when others reach this installation, the machine has no
 * sandbox, and the settings do not accept that in words.
 */
export async function sandboxWarnings(settings: Settings): Promise<string[]> {
  const { publicUrl, backends } = settings;
  const agents = backends.filter((backend) => backend.executor === 'agent');
  const accepted = agents.flatMap(weaker);
  if (!isReached(settings) || agents.every(({ sandbox }) => sandbox.kind !== undefined)) return accepted;
  const jobUsers = process.getuid?.() === 0 ? JOB_USERS : undefined;
  const { best, unusable } = await look(jobUsers);
  if (best === 'bubblewrap') return accepted;
  throw new Error(
    `jobs cannot be sandboxed on this machine, and others can reach ${publicUrl}: ${unusable.bubblewrap ?? ''}\n` +
      `If you accept that jobs can read everything that this process can, say "sandbox": "none" for the backend in the settings${best === 'user' ? ', or "sandbox": "user" for what another user holds' : ''}.`,
  );
}

async function look(jobUsers: [number, number] | undefined): Promise<Machine> {
  const area = await mkdtemp(path.join(tmpdir(), 'rehearsal-look-'));
  try {
    await chmod(area, 0o711);
    return await lookAtMachine({ area, jobUsers });
  } finally {
    await rm(area, { recursive: true, force: true });
  }
}

/** By others than whoever sits at this machine. */
export function isReached({ publicUrl, hosts }: Settings): boolean {
  return [publicUrl, ...hosts.map((host) => `http://${host}`)].some((url) => !isLoopback(url));
}

function weaker(backend: BackendSettings): string[] {
  if (backend.executor !== 'agent' || (backend.sandbox.kind !== 'none' && backend.sandbox.kind !== 'user')) return [];
  const { kind } = backend.sandbox;
  return [
    kind === 'none'
      ? `THE JOBS OF ${backend.slug} ARE NOT SANDBOXED: the settings say "sandbox": "none". They can read secrets, store and mailbox, and decide on requests.`
      : `the jobs of ${backend.slug} are only confined to another user: the settings say "sandbox": "user". They can reach this machine's network.`,
  ];
}
