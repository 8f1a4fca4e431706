import type { z } from 'zod';
import { problemsOf, type SettingsProblem } from '#contexts/access/settings/problems.ts';

export type ParsedSettings<Settings> = { ok: true; settings: Settings } | { ok: false; problems: SettingsProblem[] };

/** Checks a whole settings file and fills in defaults. Every problem is listed, none twice. `across`: what is wrong between its parts, whatever else is. */
export function parseBy<Schema extends z.ZodType>(
  schema: Schema,
  across: (json: unknown) => SettingsProblem[],
  json: unknown,
): ParsedSettings<z.infer<Schema>> {
  const parsed = schema.safeParse(json);
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error)), ...across(json)];
  if (parsed.success && problems.length === 0) return { ok: true, settings: parsed.data };
  return { ok: false, problems: problems.length > 0 ? problems : [{ path: '', message: 'must be an object' }] };
}
