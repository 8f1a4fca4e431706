import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { settingsSchema, mergeSettings, parseSettings } from '#functions/wiring/settings.ts';

const page = readFileSync('docs/settings.md', 'utf8');

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** `people[].quiet.from`: the paths of what has nothing below it. */
function leaves(schema: Schema, path: string): string[] {
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => leaves(one, path));
  const inside = Object.entries(schema.properties ?? {}).flatMap(([key, one]) => leaves(one, path === '' ? key : `${path}.${key}`));
  const items = (schema.items?.properties ?? schema.items?.oneOf) ? leaves(schema.items ?? {}, `${path}[]`) : [];
  const below = [...inside, ...items, ...parts.filter((one) => one !== path)];
  return below.length > 0 ? below : [path];
}

test('E3 the page of settings names each of them, and none that is not there', () => {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' }) as Schema;
  // Steps are described once, by their kinds.
  const known = new Set(leaves(schema, '').map((path) => path.replace(/(Steps\[\])\..*/, '$1')));
  const named = new Set([...page.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell = '']) => cell.match(/[^`, ]+/g) ?? []));
  expect([...named].toSorted()).toEqual([...known].toSorted());
});

test('E3 its example holds', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  const sample = sampleSettings({ data: '/tmp', publicUrl: 'http://127.0.0.1:8080' });
  expect(parseSettings(mergeSettings(sample, JSON.parse(example)))).toMatchObject({ ok: true });
});
