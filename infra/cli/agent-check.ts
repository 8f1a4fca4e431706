import { spawn } from 'node:child_process';
import path from 'node:path';
import { OF_CONTAINERS, OF_OPERATOR, ofThese } from '#infra/agent/config.ts';
import type { Environment } from '#platform/config.ts';
import type { Said } from './said.ts';

const MAIN = path.resolve(import.meta.dirname, '../agent/check-main.ts');

/** R15. Beside the agent's folder of this installation, with the very files of its server that no job may read. It asks no server. */
export function checkAgent(env: Environment): Promise<Said> {
  const data = path.resolve(env['REHEARSAL_DATA'] ?? './data');
  const beside = env['REHEARSAL_AGENT_DATA'] ?? `${data}-agent`;
  const watched = ['secrets.json', 'operator.json', 'store.sqlite'].map((name) => path.join(data, name)).join(':');
  const passed = ofThese(['PATH', 'HOME', ...OF_CONTAINERS, ...OF_OPERATOR], env);
  const child = spawn(process.execPath, [MAIN, beside], { env: { ...passed, AGENT_WATCHED: watched }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code: code === 0 ? 0 : 1, ...said }));
  });
}
