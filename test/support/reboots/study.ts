import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Says when it begins and ends, and goes on until its `go` is there. */
const runner = (witness: string): string => `
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
const name = process.env.REHEARSAL_WORKSPACE + '/' + process.env.REHEARSAL_ACTION;
const tell = (what) => appendFileSync(${JSON.stringify(path.join(witness, 'told'))}, [what, name, process.pid].join(' ') + '\\n');
tell('begins');
process.on('SIGTERM', () => { tell('ends'); process.exit(1); });
mkdirSync('output', { recursive: true });
writeFileSync('output/' + process.env.REHEARSAL_ACTION + '.csv', 'a\\n1\\n');
const wait = setInterval(() => {
  if (!existsSync(${JSON.stringify(witness)} + '/go-' + process.env.REHEARSAL_ACTION)) return;
  clearInterval(wait);
  tell('ends');
}, 20);
`;

const actionsText = (actions: readonly string[]): string =>
  actions
    .map((action) => {
      const run = action.startsWith('db_') ? `ehrql:v1 generate-dataset a.py --output output/${action}.csv` : `node:v24 a.mjs ${action}`;
      return `  ${action}:\n    run: ${run}\n    outputs:\n      highly_sensitive:\n        rows: output/${action}.csv\n`;
    })
    .join('');

/** Files of a study with these actions; one that begins with `db_` reads the database. */
export function studyFiles(actions: readonly string[], witness: string): Record<string, string> {
  return {
    'project.yaml': `version: '5.0'\nactions:\n${actionsText(actions)}`,
    'run-action.mjs': runner(witness),
    'a.py': '',
    'a.mjs': '',
  };
}

export interface Told {
  what: string;
  name: string;
  pid: number;
}

/** What actions said of themselves, in the order in which they did. */
export function openWitness(folder: string) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'told');
  return {
    folder,
    lets: (action: string): void => writeFileSync(path.join(folder, `go-${action}`), ''),
    /** `dies`: all that runs is gone. */
    dies: (): void => writeFileSync(file, 'dies - 0\n', { flag: 'a' }),
    told(): Told[] {
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const [what = '', name = '', pid = ''] = line.split(' ');
          return { what, name, pid: Number(pid) };
        });
    },
  };
}

/** What began while it still ran. */
export function twiceAtOnce(all: readonly Told[]): string[] {
  const running = new Set<string>();
  const twice: string[] = [];
  for (const { what, name } of all) {
    if (what === 'dies') running.clear();
    if (what === 'begins' && running.has(name)) twice.push(name);
    if (what === 'begins') running.add(name);
    if (what === 'ends') running.delete(name);
  }
  return twice;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);

/** Holds up everything on the agent that needs this lock. */
export function holdUp(lock: string): () => void {
  mkdirSync(path.dirname(lock), { recursive: true, mode: 0o700 });
  const held = new DatabaseSync(lock, { timeout: 10_000 });
  held.exec('BEGIN EXCLUSIVE');
  return () => held.close();
}

/** Whoever makes an action of this repository ready waits for it. */
export function lockOfRepository(data: string, repository: string): string {
  return path.join(data, 'repositories', `${hash(repository)}.git.lock`);
}

/** Whoever looks for its outputs waits for it. */
export function lockOfOutputs(data: string, workspace: string, action: string): string {
  return path.join(data, 'workspaces', workspace, 'actions', `${action}-${hash(action).slice(0, 10)}`, 'lock');
}
