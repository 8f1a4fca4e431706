import { HOUR, MINUTE } from '#domain/time.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { Settings } from './schema.ts';

/**
 * The part of the settings that decisions depend on. Time limits of machines are on the wall, so they are stretched by `timeScale`
 * (E4) into the store's time; promises of people are in the store's time as they stand.
 */
export function rulesOf(settings: Settings, timeScale = 1): Rules {
  const [first] = settings.backends;
  if (first === undefined) throw new TypeError('settings have no backend');
  return {
    people: settings.people,
    answerWithin: settings.rules.answerWithinHours * HOUR,
    undoWithin: settings.rules.undoMinutes * MINUTE,
    gatesOff: settings.rules.gatesOff,
    defaultBackend: first.slug,
    backends: settings.backends.map((backend) => ({
      slug: backend.slug,
      executor: backend.executor,
      deploySteps: backend.deploySteps.map(({ name, kind, timeoutMinutes }) => ({
        name,
        kind,
        timeout: timeoutMinutes * MINUTE * timeScale,
      })),
      jobTimeout: backend.jobTimeoutMinutes * MINUTE * timeScale,
    })),
    releases: settings.calendar.releases
      .map(({ name, hardCutoff }) => ({ name, hardCutoff }))
      .toSorted((a, b) => a.hardCutoff - b.hardCutoff),
  };
}
