import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';

let answer: unknown;
const server = createServer((_, response) => void response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)));
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => void server.close(resolve)));

test('E7 a record that was changed ends the command with 1, and a whole one with 0', async () => {
  const { port } = server.address() as AddressInfo;
  const env = { REHEARSAL_URL: `http://127.0.0.1:${port}`, REHEARSAL_TOKEN: 'x'.repeat(40) };
  answer = { checked: 1, changed: 1, amiss: true, found: [{ id: 'rq1', entry: 1, what: 'changed' }] };
  expect(await runCommand(['requests', 'check'], env)).toMatchObject({ code: 1, out: expect.stringContaining('rq1') });
  expect(await runCommand(['requests', 'check', '--json'], env)).toMatchObject({ code: 1, out: expect.stringContaining('"amiss": true') });
  answer = { checked: 1, changed: 0, found: [] };
  expect(await runCommand(['requests', 'check'], env)).toMatchObject({ code: 0 });
});
