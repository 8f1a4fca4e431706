import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { settingRows, type SchemaNode } from '#infra/tools/tables/setting-rows.ts';

function rowsOf(schema: z.ZodType): ReturnType<typeof settingRows> {
  return settingRows(z.toJSONSchema(schema, { io: 'input' }) as SchemaNode);
}

describe('the tables of the settings page', () => {
  test('E3 a setting is told by its own words, or in one row with what is told together; with what holds when it is left out', () => {
    const ladder = z.strictObject({ first: z.number().default(12), last: z.number().default(2_000) });
    const schema = z.strictObject({
      name: z.string().describe('its name'),
      ladder: ladder.prefault({}).describe('reminders'),
      open: z.boolean().default(true).describe('a | b'),
      people: z.array(
        z.strictObject({ id: z.string().describe('a slug'), roles: z.array(z.string()).default([]).describe('what they do') }),
      ),
    });
    expect(rowsOf(schema)).toEqual([
      { paths: ['name'], meaning: 'its name', otherwise: '(needed)' },
      { paths: ['ladder.first', 'ladder.last'], meaning: 'reminders', otherwise: '12, 2,000' },
      { paths: ['open'], meaning: 'a \\| b', otherwise: 'yes' },
      { paths: ['people[].id'], meaning: 'a slug', otherwise: '(needed)' },
      { paths: ['people[].roles'], meaning: 'what they do', otherwise: 'none' },
    ]);
  });

  test('E3 what is of several shapes stands there once, as its first shape says', () => {
    const schema = z.strictObject({
      backend: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('a').describe('a or b'), size: z.number().describe('of a') }),
        z.strictObject({ kind: z.literal('b') }),
      ]),
    });
    expect(rowsOf(schema).map(({ paths, meaning }) => [...paths, meaning])).toEqual([
      ['backend.kind', 'a or b'],
      ['backend.size', 'of a'],
    ]);
  });

  test('E3 a setting that says nothing of itself is named', () => {
    expect(() => rowsOf(z.strictObject({ rules: z.strictObject({ fresh: z.string() }) }))).toThrow('the setting rules.fresh says nothing');
  });
});
