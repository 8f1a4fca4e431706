import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WarmUp } from '../warm-up.ts';

// Runs once, at the end of Google's build: starts the function against a Firestore that has nothing, asks it once, and keeps the code that
// V8 has compiled by then. A cold start then reads it instead of compiling. Whatever goes wrong here costs only that.
const LONGEST = 5_000;

async function main(): Promise<void> {
  const { environment, secrets, settings, call } = JSON.parse(readFileSync(join(__dirname, 'warm-up.json'), 'utf8')) as WarmUp;
  const settingsFile = join(mkdtempSync(join(tmpdir(), 'warm-up-')), 'settings.json');
  writeFileSync(settingsFile, JSON.stringify(settings));
  const host = `127.0.0.1:${await listen(createServer(answerWithNothing))}`;
  const port = await freePort();
  const made = Object.entries(secrets).map(([name, shape]) => [name, shape.replace('*', randomBytes(32).toString('base64'))]);
  const places = { FIRESTORE_EMULATOR_HOST: host, CLOUD_TASKS_EMULATOR_HOST: host, REHEARSAL_SETTINGS: settingsFile, PORT: String(port) };
  // oxlint-disable-next-line no-restricted-properties -- made for the function that is started in this same process
  Object.assign(process.env, environment, Object.fromEntries(made), places, { NODE_ENV: 'production' });
  const { script } = await import('./start.ts');
  await Promise.race([askUntilAnswered(port, call), sleep(LONGEST)]);
  writeFileSync('index.js.cache', script.createCachedData());
  console.log('warm-up: compiled code is kept in index.js.cache');
}

async function askUntilAnswered(port: number, call: WarmUp['call']): Promise<void> {
  while (!(await isAnswered(port, call))) await sleep(20);
}

function isAnswered(port: number, { method, path, headers, body }: WarmUp['call']): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request(
      { host: '127.0.0.1', port, method, path, headers },
      (answer) => void answer.resume().on('end', () => resolve(true)),
    );
    asking.on('error', () => resolve(false)).end(body);
  });
}

/** Firestore's answers when no document is there, and every commit succeeds. */
function answerWithNothing(asked: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  asked.on('data', (chunk: Buffer) => chunks.push(chunk));
  asked.on('end', () => {
    const { documents = [undefined] } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { documents?: (string | undefined)[] };
    const reads = documents.map((missing) => ({ missing, transaction: 'AA==', readTime: new Date().toISOString() }));
    const isRead = /:(?:batchGet|runQuery)$/.test(asked.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(isRead ? reads : {}));
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function giveUp(error: unknown): never {
  console.warn(`warm-up: no compiled code is kept: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(0);
}

process.on('uncaughtException', giveUp);
main().then(() => process.exit(0), giveUp);
