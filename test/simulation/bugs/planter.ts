import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Play, Played } from './process.ts';

/** Plays seeds with bugs in the code, in a process of its own; what ends that process is told, and the next one is played in a fresh one. */
export interface Planter {
  play(asked: Play): Promise<Played>;
  close(): void;
}

/** Copies of the simulation are never forgotten by a process: it ends before they are too many. */
const MOST_BUGS = 30;
/** So long one order takes at most, in milliseconds: only so that what hangs ends. */
const LONGEST = 60 * 60_000;

const root = path.resolve(import.meta.dirname, '../../..');

export function openPlanter(): Planter {
  let child: ChildProcess | undefined;
  let planted = new Set<string>();
  const close = (): void => {
    child?.kill();
    child = undefined;
    planted = new Set();
  };
  return {
    close,
    async play(asked) {
      if (asked.bug !== undefined && !planted.has(asked.bug) && planted.size >= MOST_BUGS) close();
      if (asked.bug !== undefined) planted.add(asked.bug);
      child ??= start();
      const played = await answerOf(child, asked);
      if (played.error !== undefined) close();
      return played;
    },
  };
}

function start(): ChildProcess {
  return fork(path.join(import.meta.dirname, 'planter-main.ts'), [], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function answerOf(child: ChildProcess, asked: Play): Promise<Played> {
  return new Promise((resolve) => {
    let stderr = '';
    const hear = (part: Buffer): void => void (stderr = `${stderr}${part.toString('utf8')}`.slice(-1_000));
    const timer = setTimeout(() => child.kill(), LONGEST);
    const over = (played: Played): void => {
      clearTimeout(timer);
      child.stderr?.off('data', hear);
      child.off('message', answered).off('close', ended).off('error', failed);
      resolve(played);
    };
    const answered = (played: unknown): void => over(played as Played);
    const ended = (code: unknown): void => over({ error: `the process ended with ${String(code)}: ${stderr}` });
    const failed = (error: Error): void => over({ error: error.message });
    child.stderr?.on('data', hear);
    child.on('message', answered).on('close', ended).on('error', failed);
    child.send(asked);
  });
}
