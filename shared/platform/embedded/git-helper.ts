import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { execGit, type GitCall, type GitResult } from './exec-git.ts';

/**
 * To start a process, a process is copied first, and is held up meanwhile: 6 ms with nothing in memory, 18 ms with 200 MB, 44 ms with 600
 * (measured; Node has no other way). So who is larger than this, in bytes, has a small process start git for it.
 */
const LARGE = 128 * 1024 * 1024;
/** Milliseconds without work until it is let go. */
const IDLE = 10_000;

interface Helper {
  child: ChildProcess;
  waiting: Map<number, (result: GitResult) => void>;
}

let helper: Helper | undefined;
let idle: NodeJS.Timeout | undefined;
let next = 0;

export function startGit(call: GitCall): Promise<GitResult> {
  if (process.memoryUsage.rss() < LARGE) return execGit(call);
  const { child, waiting } = (helper ??= startHelper());
  clearTimeout(idle);
  const id = next++;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    // Whoever waits for git must not end before it.
    child.channel?.ref();
    child.send({ id, call }, (error) => {
      if (error !== null) settle(waiting, id, { code: -1, stdout: '', stderr: error.message });
    });
  });
}

function startHelper(): Helper {
  const child = fork(path.join(import.meta.dirname, 'git-helper-main.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  const started: Helper = { child, waiting: new Map() };
  child.on('message', (message) => {
    const { id, result } = message as { id: number; result: GitResult };
    settle(started.waiting, id, result);
    if (started.waiting.size > 0) return;
    child.channel?.unref();
    clearTimeout(idle);
    idle = setTimeout(() => letGo(started), IDLE).unref();
  });
  const lost = (why: string): void => {
    if (helper === started) helper = undefined;
    for (const id of started.waiting.keys()) settle(started.waiting, id, { code: -1, stdout: '', stderr: why });
  };
  child.once('error', (error) => lost(error.message)).once('exit', () => lost('the process that starts git has ended'));
  return started;
}

function settle(waiting: Helper['waiting'], id: number, result: GitResult): void {
  waiting.get(id)?.(result);
  waiting.delete(id);
}

function letGo(idling: Helper): void {
  if (idling.waiting.size > 0) return;
  if (helper === idling) helper = undefined;
  if (idling.child.connected) idling.child.disconnect();
}
