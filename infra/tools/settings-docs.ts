import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { canComeAfter, stepKinds, stepProgram } from '#contexts/operations/domain/programs.ts';
import { settingsSchema } from '#functions/wiring/settings.ts';
import { settingRows, type SchemaNode } from './tables/setting-rows.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/**
 * `npm run generate`: the tables of docs/settings.md, from what the schema says. A table stands behind `<!-- settings: people quiet -->`, which names
 * the keys at the top whose settings it has; what is between the tables is written by hand.
 */
export function withTables(page: string): string {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  const rows = settingRows(schema);
  const left = new Set(Object.keys(schema.properties ?? {}));
  const made = page.replace(/(<!-- settings: ([A-Za-z ]+) -->\n)(?:\|.*\n)*/g, (_all, mark: string, names: string) => {
    const keys = names.split(' ').filter((key) => left.delete(key));
    const table = rows.filter(({ paths }) => keys.includes(/^\w+/.exec(paths[0] ?? '')?.[0] ?? ''));
    return [
      `${mark}| key | meaning | left out |\n|---|---|---|\n`,
      ...table.map(({ paths, meaning, otherwise }) => `| ${paths.map((one) => `\`${one}\``).join(', ')} | ${meaning} | ${otherwise} |\n`),
    ].join('');
  });
  if (left.size > 0) throw new Error(`docs/settings.md has no table for ${[...left].join(', ')}`);
  return made.replace(/(<!-- kinds of steps -->\n\n)(?:- .*\n)*/, (_all, mark: string) => mark + stepList());
}

/** D2. Each kind of step, from its program. */
function stepList(): string {
  return stepKinds
    .map((kind) => {
      const { label, step } = stepProgram(kind);
      const needs = Object.keys(step.fields).map((name) => `\`${name}\``);
      return `- \`${kind}\`: ${label}. Its own settings: ${needs.join(', ')}${canComeAfter(kind) ? '' : '; no after-step'}\n`;
    })
    .join('');
}

if (import.meta.main) {
  const file = path.resolve(import.meta.dirname, '../../docs/settings.md');
  writeOrCheck(file, withTables(readFileSync(file, 'utf8')));
}
