import type { z } from 'zod';
import { parseBy, type ParsedSettings } from '#contexts/access/settings/parse.ts';
import { problemsAcross as pipelineProblems } from '#products/pipelines/settings/checks.ts';
import { pipelineRules } from '#products/pipelines/settings/domain-rules.ts';
import { pipelineSettings } from '#products/pipelines/settings/schema.ts';
import { domainRules, problemsAcross, settingsSchema as requestSettings } from '#products/rehearsal/settings.ts';
import { rememberLayers, type SettingsLayers } from './settings-layers.ts';
import type { Rules } from './system.ts';

/** The whole file: another product's part is a key of its own here. Strict: an unknown key is a problem. */
export const settingsSchema = requestSettings.extend({ pipelines: pipelineSettings.prefault({}) });
export type Settings = z.infer<typeof settingsSchema>;
/** What the file holds, before defaults and instants. */
export type SettingsInput = z.input<typeof settingsSchema>;

export function parseSettings(json: unknown): ParsedSettings<Settings> {
  return parseBy(settingsSchema, (file) => [...problemsAcross(file), ...pipelineProblems(file)], json);
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
export function requireSettings(json: unknown, layers: SettingsLayers = { file: json }): Settings {
  const parsed = parseSettings(json);
  if (parsed.ok) return rememberLayers(parsed.settings, layers);
  throw new TypeError(
    `the settings have ${parsed.problems.length} problem(s):\n${parsed.problems.map(({ path, message }) => `  ${path || '(file)'} ${message}`).join('\n')}`,
  );
}

/** What decisions of all products depend on. */
export function rulesOf(settings: Settings, timeScale = 1): Rules {
  return { ...domainRules(settings, timeScale), ...pipelineRules(settings.pipelines, settings.backends, timeScale) };
}
