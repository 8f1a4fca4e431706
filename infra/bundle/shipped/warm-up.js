'use strict';
// Runs once, at the end of Google's build: starts the function against a Firestore that has nothing, asks it once, and keeps the code that
// V8 has compiled by then. A cold start then reads it instead of compiling. Whatever goes wrong here costs only that.
const { randomBytes } = require('node:crypto');
const { writeFileSync, mkdtempSync } = require('node:fs');
const { createServer, request } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { environment, secrets, settings, call } = require('./warm-up.json');

const LONGEST_MS = 5_000;

async function main() {
  const nothing = createServer(answerWithNothing);
  const settingsFile = join(mkdtempSync(join(tmpdir(), 'warm-up-')), 'settings.json');
  writeFileSync(settingsFile, JSON.stringify(settings));
  const host = `127.0.0.1:${await listen(nothing)}`;
  const port = await freePort();
  const random = Object.entries(secrets).map(([name, shape]) => [name, shape.replace('*', randomBytes(32).toString('base64'))]);
  const stores = { FIRESTORE_EMULATOR_HOST: host, CLOUD_TASKS_EMULATOR_HOST: host, GCE_METADATA_HOST: host, REHEARSAL_SETTINGS: settingsFile };
  Object.assign(process.env, environment, Object.fromEntries(random), stores, { PORT: String(port), NODE_ENV: 'production' });
  const { script } = require('./start.js');
  await Promise.race([askUntilAnswered(port), sleep(LONGEST_MS)]);
  writeFileSync('index.js.cache', script.createCachedData());
  console.log('warm-up: compiled code is kept in index.js.cache');
}

async function askUntilAnswered(port) {
  while (!(await ask(port))) await sleep(20);
}

function ask(port) {
  return new Promise((resolve) => {
    const { method, path, headers, body } = call;
    const asking = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => answer.resume().on('end', () => resolve(true)));
    asking.on('error', () => resolve(false)).end(body);
  });
}

/** Firestore's answers when no document is there, and every commit succeeds. */
function answerWithNothing(asked, response) {
  const chunks = [];
  asked.on('data', (chunk) => chunks.push(chunk));
  asked.on('end', () => {
    const { documents } = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    const read = { transaction: 'AA==', readTime: new Date().toISOString() };
    const reads = (documents ?? [undefined]).map((missing) => ({ missing, ...read }));
    const isRead = /:(?:batchGet|runQuery)$/.test(asked.url);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(isRead ? reads : {}));
  });
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

async function freePort() {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

main().then(
  () => process.exit(0),
  (error) => {
    console.warn(`warm-up: no compiled code is kept: ${error.message}`);
    process.exit(0);
  },
);
process.on('uncaughtException', (error) => {
  console.warn(`warm-up: no compiled code is kept: ${error.message}`);
  process.exit(0);
});
