import { describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { functionNames } from '#doors/contracts/functions.ts';
import { outermost } from '#doors/outermost.ts';
import { problemTypes } from '#doors/problem-json.ts';
import type { Handler } from '#doors/task-handler.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PAGE = { accept: 'text/html' };

async function called(handler: Handler, headers: Record<string, string>): Promise<{ answer: Response; text: string; logged: unknown[][] }> {
  const logged: unknown[][] = [];
  const frame = { log: (...entry: unknown[]) => void logged.push(entry), origins: new Set<string>() };
  const framed = outermost('some-function', frame, handler);
  const server: Server = createServer((request, response) => void framed(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`, { headers });
    return { answer, text: await answer.text(), logged };
  } finally {
    server.close();
  }
}

const thrown: [string, unknown][] = [
  ['an error', new TypeError('broken at /some/path')],
  ['nothing', undefined],
  ['null', null],
  ['a text', 'broken'],
  ['a thing with an odd message', { message: 7, name: Symbol('x') }],
];

describe('the outermost catch', () => {
  test.each(thrown)('P4 %s that is thrown, at once or later, is one line in the log and one answer of ours', async (_name, what) => {
    const handlers: Handler[] = [
      async () => Promise.reject(what),
      () => {
        throw what;
      },
    ];
    for (const handler of handlers) {
      const { answer, text, logged } = await called(handler, {});
      expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/problem+json']);
      expect(JSON.parse(text)).toEqual({
        type: '/api/problems#internal_error',
        title: 'Something went wrong here.',
        status: 500,
        code: 'internal_error',
      });
      expect(logged).toEqual([['ERROR', 'function failed', { function: 'some-function', method: 'GET', cause: expect.any(String) }]]);
      expect(JSON.stringify(logged)).not.toContain('secret-path');
    }
  });

  test('P4 people get a page, without a word of what was thrown', async () => {
    const { answer, text } = await called(async () => Promise.reject(new Error('broken at /some/path')), PAGE);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
    expect(text).toContain('Something went wrong here');
    expect(text).not.toMatch(/broken|path/);
  });

  test('P4 an answer that had begun is broken off, not patched', async () => {
    const halfway: Handler = async (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('broken');
    };
    await expect(called(halfway, {})).rejects.toThrow();
  });

  test.each(functionNames)('P4 %s is served inside it', (name) => {
    const entry = readFileSync(path.join(ROOT, 'functions', name, 'index.ts'), 'utf8');
    expect(entry).toMatch(new RegExp(`^serve\\(\\s*'${name}',\\s*cloud,`, 'm'));
    expect(entry).not.toMatch(/functions-framework/);
  });
});

test('P4 every code is listed in the guide, and no other', () => {
  const text = readFileSync(path.join(ROOT, 'docs/guide/problems.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([a-z_]+)` \| (\d{3}) \| (.+) \| (.+) \|$/gm)].map(([, code, status, title, next]) => [
    code,
    Number(status),
    title,
    next,
  ]);
  expect(listed).toEqual(Object.entries(problemTypes).map(([code, { status, title, next }]) => [code, status, title, next]));
});
