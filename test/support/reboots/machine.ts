import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processesWith } from '#test/support/victim.ts';

const MAIN = path.resolve('infra/agent/main.ts');

/** A backend's machine with an agent, that can be started anew. */
export interface AgentMachine {
  /** Everything that the agent keeps. */
  data: string;
  said(): string;
  /** `boot` undefined: it cannot tell. */
  start(boot: string | undefined): void;
  /** As when the power goes: of all that runs with its data folder in its command or environment nothing is left. */
  dies(): Promise<void>;
}

export function openMachine(data: string, given: { url: string; token: string }): AgentMachine {
  mkdirSync(data, { recursive: true, mode: 0o711 });
  let child: ChildProcess | undefined;
  let said = '';
  return {
    data,
    said: () => said,
    start(boot) {
      const settings = {
        AGENT_URL: given.url,
        AGENT_BACKEND: 'local',
        AGENT_TOKEN: given.token,
        AGENT_DATA: data,
        AGENT_CONTAINERS: 'none',
        // What is asked to stop while its outputs are kept has so long for it.
        AGENT_GRACE_SECONDS: '20',
        AGENT_ALIVE_SECONDS: '1',
        AGENT_WAIT_SECONDS: '2',
        AGENT_MAX_BACKOFF_SECONDS: '0.5',
        AGENT_BOOT_ID: boot ?? 'none',
      };
      const { PATH, HOME } = process.env;
      child = spawn(process.execPath, [MAIN], { env: { PATH, HOME, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    },
    async dies() {
      child?.kill('SIGKILL');
      for (let left = processesWith(data); left.length > 0; left = processesWith(data)) {
        for (const one of left) kill(Number(one.split(':', 1)[0]));
        await sleep(20);
      }
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone meanwhile.
  }
}
