import { globSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { judgeArrow } from '#infra/tools/fence/floors.ts';
import { importGraph } from '#infra/tools/fence/import-graph.ts';
import { partOf } from '#infra/tools/fence/rooms.ts';
import { root, sourcesIn } from '#test/support/sources.ts';

const sources = sourcesIn('shared', 'functions', 'infra');
const readmes = globSync('shared/contexts/*/README.md', { cwd: root });

describe('Z1 the rooms of the house', () => {
  test('Z1 no arrow runs up, be it of a type alone', () => {
    const graph = importGraph(root, sources);
    const up = [...graph].flatMap(([from, targets]) =>
      targets.flatMap((to) => (judgeArrow(from, to) === undefined ? [] : [`${from} → ${to}: ${judgeArrow(from, to)}`])),
    );
    expect([...graph.values()].flat().length).toBeGreaterThan(1000);
    expect(up).toEqual([]);
  });

  test('Z1 every file lies in a room', () => {
    expect(sources.filter((file) => partOf(file) === undefined)).toEqual([]);
  });

  test('Z1 every context has a place in the order, and says what it promises', () => {
    const contexts = [...new Set(sources.flatMap((file) => /^shared\/contexts\/([^/]+)\//.exec(file)?.[1] ?? []))];
    const lost = contexts.filter(
      (name) => name !== 'telling' && judgeArrow(`shared/contexts/${name}/a.ts`, 'shared/contexts/access/a.ts') !== undefined,
    );
    expect(lost.filter((name) => name !== 'access')).toEqual([]);
    expect(contexts.filter((name) => !readmes.includes(`shared/contexts/${name}/README.md`))).toEqual([]);
  });
});
