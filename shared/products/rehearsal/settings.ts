import { crossChecks } from './settings/checks.ts';
import type { SettingsProblem } from '#contexts/access/settings/problems.ts';
import { settingsSketch } from './settings/sketch.ts';

export { calendarWarnings } from './settings/calendar-checks.ts';
export { domainRules } from './settings/domain-rules.ts';
export type { BackendSettings } from '#contexts/operations/settings/backends.ts';
export type { StepSettings } from '#contexts/operations/settings/steps.ts';
export { settingsSchema } from './settings/schema.ts';

/** What is wrong between the parts of a settings file, as far as they can be read. */
export function problemsAcross(json: unknown): SettingsProblem[] {
  const sketch = settingsSketch.safeParse(json);
  return sketch.success ? crossChecks(sketch.data) : [];
}
