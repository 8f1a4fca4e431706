import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson, readBody } from '#doors/http.ts';
import { problemAnswer, problemTypes, sendJson, sendProblem, type ProblemCode } from '#doors/problem-json.ts';
import { hashSource, isHousePath, pageHeaders, redirectTo, sendPage } from '#doors/send-page.ts';

async function exchange(listener: RequestListener, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual', ...init });
    return new Response(response.status === 204 ? null : await response.text(), { status: response.status, headers: response.headers });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function read(init: RequestInit & { duplex?: 'half' }): Promise<string> {
  const response = await exchange(
    (request, answer) => {
      void readBody(request, ['application/json']).then((body) =>
        body.ok ? sendJson(answer, 200, body.body.length) : sendProblem(answer, body.code),
      );
    },
    { method: 'POST', ...init },
  );
  return response.status === 200 ? response.text() : String(response.status);
}

describe('problems', () => {
  test('P4 have a stable code and their status', () => {
    for (const code of Object.keys(problemTypes) as ProblemCode[]) {
      const { status, headers, body } = problemAnswer(code, { detail: 'why' });
      expect(headers['content-type']).toBe('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({ status, code, type: `/api/problems#${code}` });
    }
  });

  test('I1 401 has one constant body, whatever was wrong', () => {
    const problems = [{ path: 'x', code: 'y', message: 'z' }];
    expect(problemAnswer('unauthorized', { detail: 'bad id', problems }).body).toBe(problemAnswer('unauthorized').body);
  });

  test('I13 over quota says when to come again, in whole seconds', async () => {
    const response = await exchange((_, answer) => sendProblem(answer, 'over_quota', { retryAfter: 12.1 }));
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '13']);
  });

  test('P4 405 names what is allowed', () => {
    expect(problemAnswer('method_not_allowed', { allow: ['GET', 'HEAD'] }).headers['allow']).toBe('GET, HEAD');
  });
});

describe('bodies', () => {
  const json = { 'content-type': 'application/json; charset=UTF-8' };
  test('I13 are read when the type is taken', async () => expect(await read({ body: '{}', headers: json })).toBe('2'));
  test.each([
    'text/plain',
    'application/json; charset=latin1',
    'application/json, text/plain',
    'application/jsonx',
    'multipart/form-data; boundary=x',
  ])('I13 %s: 415', async (type) => {
    expect(await read({ body: '{}', headers: { 'content-type': type } })).toBe('415');
  });
  test('I13 without a type: 415', async () => expect(await read({ body: new Uint8Array(2) })).toBe('415'));
  test('I13 with a content encoding: 415', async () =>
    expect(await read({ body: '{}', headers: { ...json, 'content-encoding': 'identity' } })).toBe('415'));
  test('I13 over 256 KiB: 413', async () => expect(await read({ body: 'x'.repeat(256 * 1024 + 1), headers: json })).toBe('413'));

  test('I3 JSON is strict, and in strict UTF-8', () => {
    expect(parseJson(Buffer.from('\ufeff{"a":"é"}'))).toEqual({ ok: true, value: { a: 'é' } });
    for (const bad of [Buffer.from([0x22, 0xff, 0x22]), Buffer.from('{a:1}'), Buffer.alloc(0)])
      expect(parseJson(bad)).toEqual({ ok: false });
  });
});

describe('pages', () => {
  test('X2 load, run and frame nothing that is not named', async () => {
    const style = 'body{color:red}';
    const response = await exchange((_, answer) => sendPage(answer, 200, `<style>${style}</style>`, { styles: [hashSource(style)] }));
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; .*frame-ancestors 'none'$/,
    );
    expect(pageHeaders()).toMatchObject({
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    });
    expect(pageHeaders()['content-security-policy']).not.toContain('script-src');
  });

  test('X2 redirects stay in the house', async () => {
    const response = await exchange((_, answer) => redirectTo(answer, '/status/ab?x=1#y'));
    expect([response.status, response.headers.get('location')]).toEqual([303, '/status/ab?x=1#y']);
  });

  const house = 'https://house.example';
  const refused = ['//evil.org', '/\\evil.org', 'https://evil.org', 'evil', '', '/a\r\nset-cookie: x', '/a b', '/é', '/\tx', '/a\\b'];
  test.each(refused)('X2 no redirect to %j', async (path) => {
    const response = await exchange((_, answer) => {
      try {
        redirectTo(answer, path);
      } catch {
        sendProblem(answer, 'internal_error');
      }
    });
    expect(response.status).toBe(500);
  });

  test('X2 any path that is taken is of this house for a browser', () => {
    const path = fc
      .array(fc.constantFrom('/', '\\', '.', '@', ':', 'a', '?', '#', '\t', '%2f'), { maxLength: 8 })
      .map((parts) => `/${parts.join('')}`);
    fc.assert(
      fc.property(path, (text) => !isHousePath(text) || new URL(text, house).origin === house),
      { numRuns: 2_000 },
    );
  });
});
