import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { agentFolder } from '#infra/embedded/agent-folder.ts';
import { createTyped, type Typed } from '#infra/embedded/demo/pipeline/typed.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { makeStudy } from '#test/integration/agent/actions-scene.ts';
import { startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { fakeEngine, realEngines, type Engine } from '#test/support/engines.ts';

const tides = { owner: 'example-org', repository: 'tides' };
const engines: Engine[] = [fakeEngine(), ...realEngines()];
afterAll(() => engines.forEach((engine) => engine.close()));

/** A line of a patient. */
const SPOKEN = 'patient 4711 of Spoken Street';

const files = ({ image: { version } }: Engine): Record<string, string> => ({
  'project.yaml': `version: '5.0'
actions:
  extract:
    run: rehearsal-test:${version} extract.js
    outputs:
      highly_sensitive:
        rows: output/rows.csv
  table:
    run: rehearsal-test:${version} table.js
    needs: [extract]
    outputs:
      moderately_sensitive:
        tables: output/*-table.csv
  wrong:
    run: rehearsal-test:${version} table.js wrong
    outputs:
      highly_sensitive:
        nothing: output/nothing.csv
  broken:
    run: rehearsal-test:${version} broken.js
    outputs:
      highly_sensitive:
        nothing: output/nowhere.csv
`,
  // A program of the sandbox’s own tells by such a line that it could not begin the job.
  'broken.js': `console.error('prlimit: failed to execute ${SPOKEN}'); console.log('${SPOKEN}'); process.exit(127);`,
  'extract.js': `console.log('${SPOKEN}'); console.error('${SPOKEN}'); const fs = require('fs'); fs.mkdirSync('output', { recursive: true });
    console.log('given', process.env.CREDENTIALS_DIRECTORY === undefined ? 'nothing' : 'a folder');
    fs.writeFileSync('output/rows.csv', 'patient_id,age\\n1,70\\n2,80\\n');`,
  'table.js': `console.log('${SPOKEN}'); console.error('${SPOKEN}'); const fs = require('fs'); const rows = fs.existsSync('output/rows.csv') ? fs.readFileSync('output/rows.csv', 'utf8') : '';
    fs.mkdirSync('output', { recursive: true });
    fs.writeFileSync('output/good-table.csv', 'count\\n' + rows.trim().split('\\n').length + '\\n'); fs.writeFileSync('output/bad-table.csv', rows);`,
});

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

describe.each(engines)('K2 K3 R18 a run of a pipeline in containers of $name', (engine) => {
  let folder: string;
  let home: Embedded;
  let agent: ChildProcess;
  let data: string;
  let typed: Typed;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'rehearsal-contained-'));
    makeStudy(path.join(folder, 'tides'), files(engine));
    const [local] = sampleSettings({ data: '.', publicUrl: 'http://127.0.0.1' }).backends;
    const place = { ...tides, baseRef: 'main', path: path.join(folder, 'tides', '.git'), registryFile: 'project.yaml' };
    home = await startEmbedded({
      agent: false,
      settings: {
        repositories: [place],
        backends: [{ ...local, credentials: ['database'], pools: { default: { slots: 2 }, database: { slots: 1 } } }],
        pipelines: {
          repositories: ['example-org'],
          images: ['rehearsal-test'],
          actions: { registry: 'localhost/', memoryMegabytes: 256 },
          places: [{ action: 'extract', repositories: ['example-org/tides'], credentials: ['database'] }],
        },
      },
    });
    const { url, parts } = home.runtime;
    typed = createTyped({ url, token: parts.operatorToken, patience: 60_000 });
    data = path.join(agentFolder(parts.config), 'local');
    mkdirSync(path.join(data, 'credentials'), { recursive: true, mode: 0o711 });
    writeFileSync(path.join(data, 'credentials', 'database'), 'pass-word-1234', { mode: 0o600 });
    const settings = {
      AGENT_URL: url,
      AGENT_BACKEND: 'local',
      AGENT_TOKEN: parts.secrets.agentTokens['local']?.[0] ?? '',
      AGENT_DATA: data,
    };
    const env = { ...process.env, AGENT_WAIT_SECONDS: '2', AGENT_ALIVE_SECONDS: '1', ...settings, ...engine.env };
    agent = spawn(process.execPath, [path.resolve('infra/agent/main.ts')], { env, stdio: 'ignore' });
    await typed.say('workspaces', 'add', 'tides', '--repository', 'example-org/tides', '--purpose', 'Tests', '--people', 'ana');
  });
  afterEach(async () => {
    const gone = new Promise((resolve) => agent.once('exit', resolve));
    agent.kill('SIGKILL');
    await gone;
    await home.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function comesTo(run: string, wanted: Record<string, string>): Promise<void> {
    await typed.until(['runs', 'show', run], ({ rows }) => {
      const codes = Object.fromEntries(rows.map(({ action, code }) => [String(action), String(code)]));
      return Object.entries(wanted).every(([action, code]) => codes[action] === code);
    });
  }

  test('K2 K3 R18 credentials for whom they are, outputs for whom needs them, a notice for what tells who somebody is, and nothing of all that at the server, nor of what they print', async () => {
    const facts = await typed.facts('runs', 'add', 'tides', '--on', 'local', '--actions', 'table,wrong,broken');
    await comesTo(String(facts['run']), { extract: 'succeeded', table: 'succeeded', wrong: 'unmatched_patterns', broken: 'nonzero_exit' });
    const release = path.join(data, 'workspaces', 'tides', 'release');
    const [name = ''] = readdirSync(release).filter((one) => one.startsWith('table-'));
    expect(readFileSync(path.join(release, name, 'output', 'good-table.csv'), 'utf8')).toBe('count\n3\n');
    expect(readdirSync(path.join(release, name, 'output'))).toEqual(['bad-table.csv.withheld.txt', 'good-table.csv']);
    const kept = readdirSync(home.runtime.parts.config.data, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const one of kept) expect(readFileSync(path.join(one.parentPath, one.name), 'latin1')).not.toMatch(/pass-word-1234|Spoken Street/);
    const printed = readdirSync(path.join(data, 'tasks')).map((task) => textOf(path.join(data, 'tasks', task, 'stdout')));
    expect(printed.filter((text) => text.includes(SPOKEN))).toHaveLength(4);
  }, 180_000);
});
