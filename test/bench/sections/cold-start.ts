import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FunctionName } from '#doors/contracts/functions.ts';
import { bundleFunction, bundleModule } from '#infra/bundle/bundle-function.ts';
import { deployable } from '#infra/bundle/deployable.ts';
import { warmUpOf } from '#infra/bundle/warm-up.ts';
import { askOf, type Ask } from '#test/integration/bundles/asks.ts';
import { firstAnswer, type FirstAnswer, type Program } from '#test/integration/bundles/run-bundle.ts';
import { openStage, type Stage } from '#test/integration/bundles/stage.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { median, readable } from '../statistics.ts';

const ROUNDS = 9;
const ROOT = path.resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

interface Racer {
  name: string;
  program: Program;
  ask(): Promise<Ask>;
  bytes?: number;
  runs: FirstAnswer[];
}

/** From the start of a process to its first right answer, each function of the cloud beside the bare framework. They take turns. */
export async function benchColdStart(): Promise<SectionResult> {
  const stage = await openStage();
  if (typeof stage === 'string') return { figures: [], remarks: [`Not measured: ${stage}`] };
  const out = await mkdtemp(path.join(tmpdir(), 'rehearsal-cold-'));
  const { names, missing } = deployable();
  const racers = [await bareHello(out), await bundledHello(out)];
  for (const name of names) racers.push(await racerOf(stage, name, out));
  for (let round = 0; round < ROUNDS; round += 1) for (const racer of racers) await start(racer);
  await stage.close();
  await rm(out, { recursive: true, force: true });
  const remarks = [
    `Medians of ${ROUNDS}. Every answer was checked: what it should have written, sent or read is there. The stores are on this machine, without TLS.`,
    'hello: the Functions Framework from node_modules, as it starts where nothing is done about it. bundled hello: the same treatment as ours.',
    'check-gates, drive-operation and update-sheet prove their caller and look for an effect that is not there; the others do a whole piece of work.',
    'send-mail waits for a whole SMTP conversation, sweep looks after all that the others left; reconcile-sheet finds no sheet here, and its time is its patience.',
    'With code that V8 compiled at build time (gcp-build), as shipped.',
    ...(missing.length > 0 ? [`Not wired for the cloud: ${missing.join(', ')}`] : []),
  ];
  return { figures: figuresOf(racers), remarks };
}

async function start(racer: Racer): Promise<void> {
  const ask = await racer.ask();
  const answer = await firstAnswer(racer.program, ask);
  const wrong = await ask.judge(answer);
  if (wrong !== undefined) throw new Error(`${racer.name}: ${wrong}`);
  racer.runs.push(answer);
}

async function racerOf(stage: Stage, name: FunctionName, out: string): Promise<Racer> {
  const { folder, bytes } = await bundleFunction(name, out);
  await run(process.execPath, ['framework/warm-up.js'], { cwd: folder });
  return {
    name,
    bytes,
    runs: [],
    ask: () => askOf(stage, name),
    program: { arguments: ['framework/start.js'], folder, environment: stage.environment(name) },
  };
}

const hello: Ask = { method: 'GET', path: '/', headers: {}, body: '', judge: async ({ text }) => (text === 'hello' ? undefined : text) };
const environment = { NODE_ENV: 'production', FUNCTION_TARGET: 'hello' };

async function bareHello(out: string): Promise<Racer> {
  const folder = path.join(out, 'bare');
  await mkdir(folder);
  await writeFile(path.join(folder, 'index.js'), `exports.hello = (request, response) => response.end('hello');\n`);
  await writeFile(path.join(folder, 'package.json'), '{ "main": "index.js" }\n');
  const program = path.join(ROOT, 'node_modules/@google-cloud/functions-framework/build/src/main.js');
  return { name: 'hello', runs: [], ask: async () => hello, program: { arguments: [program], folder, environment } };
}

async function bundledHello(out: string): Promise<Racer> {
  const source = `import './test/bench/hello-function.ts';`;
  const warmUp = { ...warmUpOf('sweep'), environment, secrets: {}, call: { method: 'GET', path: '/', headers: {}, body: '' } } as const;
  const { folder, bytes } = await bundleModule('hello', source, out, warmUp);
  await run(process.execPath, ['framework/warm-up.js'], { cwd: folder });
  return {
    name: 'bundled hello',
    bytes,
    runs: [],
    ask: async () => hello,
    program: { arguments: ['framework/start.js'], folder, environment },
  };
}

function figuresOf([bare, ...others]: Racer[]): Figure[] {
  if (bare === undefined) return [];
  const [bundled] = others;
  const rows = (unit: 'ms' | 'MB', what: string, of: (answer: FirstAnswer) => number | undefined): Figure[] =>
    others.flatMap((racer) => {
      const value = middle(racer, of);
      const best = bundled === undefined ? Number.NaN : middle(bundled, of);
      const note = racer === bundled ? undefined : `${readable(value / best)}x the bundled hello`;
      return Number.isNaN(value)
        ? []
        : [{ name: `${racer.name}, ${what}`, value, unit, floor: { name: 'hello', value: middle(bare, of) }, note }];
    });
  const sizes = others.map(({ name, bytes = 0 }): Figure => ({ name: `${name}, size of its one file`, value: bytes / 1e6, unit: 'MB' }));
  return [
    ...rows('ms', 'to its first answer', ({ wall }) => wall),
    ...rows('ms', 'processor time', ({ cpu }) => cpu),
    ...rows('MB', 'peak memory', ({ peak }) => peak),
    ...sizes,
  ];
}

function middle({ runs }: Racer, of: (answer: FirstAnswer) => number | undefined): number {
  return median(runs.map((one) => of(one) ?? Number.NaN));
}
