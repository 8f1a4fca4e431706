import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { functionContracts, type FunctionContract } from '#doors/contracts/functions.ts';
import { requireSettings } from '#functions/wiring/settings.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const pages = globSync(['docs/guide/*.md', 'infra/google/README.md', 'infra/google-form/README.md'], { cwd: root });
const contracts: [string, FunctionContract][] = Object.entries(functionContracts);

describe('the guide', () => {
  test('its settings are settings', () => {
    expect(() => requireSettings(JSON.parse(read('docs/guide/settings.example.json')))).not.toThrow();
  });

  test.each(pages)('%s: what it points to is there', (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)?(?:#([^)]+))?\)/g)];
    for (const [, file, anchor] of targets) {
      const target = file === undefined ? page : path.join(path.dirname(page), file);
      expect([target, existsSync(path.join(root, target))]).toEqual([target, true]);
      if (anchor !== undefined) expect(headings(target)).toContain(anchor);
    }
  });

  test('its npm scripts are there, or are said to be missing', () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
    const named = pages.flatMap((page) => [...read(page).matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name ?? ''));
    for (const name of new Set(named)) if (name !== 'rehearsal') expect(Object.keys(scripts)).toContain(name);
  });

  test('it names each secret with those that read it', () => {
    const rows = new Map(
      [...read('docs/guide/secrets.md').matchAll(/^\| `[^`]+` \(`([A-Z_]+)`\) \|.*\| ([a-z, -]+) \|$/gm)].map(([, name, readers]) => [
        name,
        readers,
      ]),
    );
    const secrets = new Set(contracts.flatMap(([, one]) => one.secrets));
    expect([...rows.keys()].map(String).toSorted()).toEqual([...secrets].toSorted());
    for (const secret of secrets) {
      const readers = contracts.filter(([, one]) => one.secrets.includes(secret)).map(([name]) => name);
      expect(rows.get(secret)?.split(', ').toSorted()).toEqual(readers.toSorted());
    }
  });

  test('X3 whoever changes a secret restarts all that read it, and nothing else', () => {
    const sections = read('docs/guide/secrets.md').split(/^## /m);
    const changed = sections.flatMap((section) => {
      const [, secret] = /--secret=rehearsal-([a-z-]+)\)/.exec(section) ?? [];
      return secret === undefined ? [] : [[secret.toUpperCase().replaceAll('-', '_'), section] as const];
    });
    expect(changed.map(([secret]) => secret)).toEqual([
      'WEBHOOK_SECRETS',
      'LINK_KEYS',
      'STATEMENT_KEYS',
      'OPERATOR_TOKENS',
      'AGENT_TOKENS',
    ]);
    for (const [secret, section] of changed) {
      const restarted = [...section.matchAll(/^restart ([a-z -]+)/gm)].flatMap(([, names = '']) => names.trim().split(' '));
      const readers = contracts.filter(([, one]) => (one.secrets as readonly string[]).includes(secret)).map(([name]) => name);
      expect([secret, [...new Set(restarted)].toSorted()]).toEqual([secret, readers.toSorted()]);
    }
  });
});

function headings(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^a-z0-9 _-]/g, '')
      .replaceAll(' ', '-'),
  );
}
