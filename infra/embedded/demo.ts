import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { processEnvironment, readEmbeddedConfig } from '#platform/config.ts';
import { isFree } from './free-port.ts';
import { createClient } from './demo/client.ts';
import { pipelineOptions, playPipelines } from './demo/pipeline/play.ts';
import { createSteps, type Steps } from './demo/steps.ts';
import { tellMainStory, tellRefusal, tellRejection, type Place } from './demo/story.ts';
import { keepToOwner } from './rights.ts';
import { startRuntime, type Runtime } from './runtime.ts';

/** `npm run demo` (E2): the main job for real, or with `--pipeline` pipelines on a shared backend; each step printed as it happens; exit code 0 only if every step was seen. */
async function main(): Promise<void> {
  keepToOwner();
  const began = performance.now();
  const given = readEmbeddedConfig(processEnvironment());
  // The usual port if it is free, so that the links in the mails work in the system that is started to look around.
  const config = { ...given, port: (await isFree(given.port)) ? given.port : 0 };
  const pipeline = process.argv.includes('--pipeline');
  const data = path.resolve(config.data, pipeline ? 'demo-pipeline' : 'demo');
  await startAfresh(data);
  const google = process.argv.includes('--google-emulators');
  const platform = google ? (await import('./google/google-platform.ts')).onGoogle : {};
  // Dataflow and Cloud Build are asked every 15 seconds at first (R5); nobody wants to watch that in real time.
  const timeScale = google && config.timeScale === 1 ? 20 : config.timeScale;
  const runtime = await startRuntime(
    { ...config, data, timeScale, smtpUrl: undefined },
    {
      ...platform,
      ...(pipeline ? pipelineOptions(data) : {}),
    },
  );
  try {
    const steps = createSteps((text) => process.stdout.write(text), process.stdout.isTTY);
    process.stdout.write(`Rehearsal runs at ${runtime.url}: functions, store, queue, mailbox and agent\n`);
    const after = pipeline ? await playPipelines(runtime, steps) : await play(runtime, steps, google);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`\nAll of it was seen, in ${seconds} s. ${after}\n`);
  } finally {
    await runtime.stop();
  }
}

const lookAroundOnGoogle = 'The emulators kept nothing; `npm start -- --google-emulators` starts from scratch.';

function lookAround(data: string, sheet: string): string {
  const from = (file: string): string => path.relative('', file);
  return `To look around:\n  REHEARSAL_DATA=${from(data)} npm start\n  then open the addresses of board and mail that it prints; the approval sheet is ${from(sheet)}`;
}

/** Gives where to look afterwards. */
async function play(runtime: Runtime, steps: Steps, google: boolean): Promise<string> {
  const [webhookSecret = ''] = runtime.parts.secrets.webhookSecrets;
  const place: Place = {
    client: createClient({ url: runtime.url, webhookSecret, operatorToken: runtime.parts.operatorToken, patience: 30_000 }),
    steps,
    sheet: () => runtime.parts.platform.sheetLines(),
  };
  await tellMainStory(place);
  const problems = await tellRefusal(place);
  await tellRejection(place);
  process.stdout.write(`\nThe form full of problems was told:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\n`);
  return google ? lookAroundOnGoogle : lookAround(runtime.parts.config.data, runtime.parts.folder('approvals.csv'));
}

/** Only what an earlier demo left is removed. */
async function startAfresh(data: string): Promise<void> {
  if (existsSync(data) && !existsSync(path.join(data, 'lock.sqlite')))
    throw new Error(`${data} is not the folder of an earlier demo; move it away`);
  for (const folder of [data, `${data}-agent`]) await rm(folder, { recursive: true, force: true });
}

main().catch((error: unknown) => {
  process.stderr.write(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
