import { describe, expect, test } from '@jest/globals';
import { createRouter } from '#doors/routes.ts';

const patterns = [
  '/',
  '/board',
  '/requests/*',
  '/requests',
  '/requests/:name/runs/*',
  '/requests/new',
  '/requests/:name/timeline.json',
  '/links/:token',
];
const routeOf = createRouter(patterns.map((pattern) => [pattern, pattern] as const));

describe('routes', () => {
  test.each([
    ['/', '/'],
    ['/board', '/board'],
    ['/board/', '/board'],
    ['/board//', undefined],
    ['/boards', undefined],
    ['/requests', '/requests'],
    ['/requests/', '/requests'],
    ['/requests/new', '/requests/new'],
    ['/requests/new/', '/requests/new'],
    ['/requests/new/x', '/requests/*'],
    ['/requests/ab', '/requests/*'],
    ['/requests/ab/', '/requests/*'],
    ['/requests/ab/timeline.json', '/requests/:name/timeline.json'],
    ['/requests/ab/timelinexjson', '/requests/*'],
    ['/requests/ab/runs/r1/stdout.txt', '/requests/:name/runs/*'],
    ['/requests/ab/runs/', '/requests/*'],
    ['/links/a', '/links/:token'],
    ['/links/', undefined],
    ['/links/a/b', undefined],
    ['/__proto__', undefined],
    ['', undefined],
  ])('W1 %s is served by %s', (path, pattern) => {
    expect(routeOf(path)).toBe(pattern);
  });

  test('W1 the order of the table does not matter', () => {
    const backwards = createRouter(patterns.toReversed().map((pattern) => [pattern, pattern] as const));
    for (const path of ['/requests/new', '/requests/ab', '/requests/ab/runs/1', '/requests/ab/timeline.json', '/board/'])
      expect(backwards(path)).toBe(routeOf(path));
  });

  test('W1 two routes that the same paths fit are refused at start', () => {
    expect(() =>
      createRouter([
        ['/a/:b', 1],
        ['/a/:c', 2],
      ]),
    ).toThrow('two routes stand at /a/:');
  });
});
