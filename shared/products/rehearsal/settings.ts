import { crossChecks } from './settings/checks.ts';
import { problemsOf, type SettingsProblem } from '#contexts/access/settings/problems.ts';
import { settingsSchema, type Settings, type SettingsInput } from './settings/schema.ts';
import { settingsSketch } from './settings/sketch.ts';

export { calendarWarnings } from './settings/calendar-checks.ts';
export { domainRules } from './settings/domain-rules.ts';
export type { BackendSettings } from '#contexts/operations/settings/backends.ts';
export type { StepSettings } from '#contexts/operations/settings/steps.ts';
export type { Settings, SettingsInput };

export type ParsedSettings = { ok: true; settings: Settings } | { ok: false; problems: SettingsProblem[] };

/** Checks a whole settings file and fills in defaults. Every problem is listed, none twice. */
export function parseSettings(json: unknown): ParsedSettings {
  const parsed = settingsSchema.safeParse(json);
  const sketch = settingsSketch.safeParse(json);
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error)), ...(sketch.success ? crossChecks(sketch.data) : [])];
  if (parsed.success && problems.length === 0) return { ok: true, settings: parsed.data };
  return { ok: false, problems: problems.length > 0 ? problems : [{ path: '', message: 'must be an object' }] };
}

/**
 * An installation's file over the sample (E3): a key at the top replaces the sample's value whole, so a list of people is
 * never half one's own and half the sample's. `null` takes an optional key away. The result is still to be parsed.
 */
export function mergeSettings(sample: SettingsInput, overrides: unknown): unknown {
  if (typeof overrides !== 'object' || overrides === null || Array.isArray(overrides)) return overrides;
  const merged = { ...sample, ...overrides };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

/** The settings, or an error whose message lists every problem, one a line. */
export function requireSettings(json: unknown): Settings {
  const parsed = parseSettings(json);
  if (parsed.ok) return parsed.settings;
  throw new TypeError(
    `the settings have ${parsed.problems.length} problem(s):\n${parsed.problems.map(({ path, message }) => `  ${path || '(file)'} ${message}`).join('\n')}`,
  );
}
