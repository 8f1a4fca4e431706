import { runAgent } from './agent.ts';
import { readConfig } from './config.ts';
import { lockData } from './lock.ts';
import { log } from './log.ts';
import { letOthersRead } from './sandbox/places.ts';

/** Ending the agent does not end its jobs: the next agent takes them up. */
async function main(): Promise<void> {
  letOthersRead();
  const config = readConfig();
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  if (config.exitWithParent)
    process.stdin
      .resume()
      .once('close', () => stopping.abort())
      .once('error', () => stopping.abort());
  // A closed pipe must not end the agent: it has nobody to tell.
  process.stdout.on('error', () => undefined);
  const lock = lockData(config.data, 5_000);
  log('the agent serves its backend', { backend: config.backend, url: config.url, data: config.data });
  await runAgent(config, stopping.signal);
  lock.close();
  log('the agent ends; jobs go on');
}

try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
