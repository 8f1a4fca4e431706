import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentTask } from '#contexts/operations/agent.ts';
import type { AgentConfig } from '../config.ts';
import type { AgentContext } from '../context.ts';
import { removeContainer } from '../containers/state.ts';
import { causeOf, log } from '../log.ts';
import { backOff, sleep } from '../sleep.ts';
import type { TaskFolder } from '../task-folder.ts';

/**
 * K5. What did not end by itself may still begin: a service that was slow does later what it was asked for, though whoever asked has given up. So its container is
 * gone before anybody hears that it is over, however long that takes; undone only where `stopping` is aborted.
 */
export async function endContainer(folder: TaskFolder, { config, stopping }: Pick<AgentContext, 'config' | 'stopping'>): Promise<void> {
  const container = folder.launch()?.container;
  if (container === undefined || folder.ending()?.cause === 'exited') return;
  for (let attempt = 1; !stopping.aborted; attempt += 1) {
    try {
      return await removeContainer(container);
    } catch (error) {
      log('a container could not be removed yet', { folder: folder.path, attempt, cause: causeOf(error) });
      await sleep(backOff(attempt, config.maxBackoff), stopping);
    }
  }
}

/** Of an action that is over: its container and its folders go. What cannot go is logged, and stays. */
export async function clearUpAction({ id, body }: AgentTask, folder: TaskFolder, { data }: Pick<AgentConfig, 'data'>): Promise<void> {
  if (body.kind !== 'action') return;
  try {
    const container = folder.launch()?.container;
    if (container !== undefined) await removeContainer(container);
    const all = join(data, 'work');
    const own = existsSync(all) ? readdirSync(all).filter((name) => new RegExp(`^${escapeName(id)}-[0-9a-f]{8}$`).test(name)) : [];
    for (const name of own) await removeFolder(join(all, name));
    // What was laid out is only asked for while outputs are looked for.
    for (const name of own) rmSync(join(folder.path, `laid-${name}`), { force: true });
  } catch (error) {
    log('what an action left could not be cleared up', { task: id, cause: causeOf(error) });
  }
}

function escapeName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '\\$&');
}

/** By a program that goes down folder by folder: a job can nest them deeper than any path is long, and take its own rights away. */
async function removeFolder(path: string): Promise<void> {
  chmodSync(path, 0o700);
  if ((await run('rm', ['-rf', '--', path])) === 0) return;
  await run('chmod', ['-R', 'u+rwX', '--', path]);
  if ((await run('rm', ['-rf', '--', path])) !== 0) throw new Error('its folder could not be removed');
}

function run(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    execFile(program, [...args], (error) => resolve(error === null ? 0 : 1));
  });
}
