import type { BackendRules, Rules } from '#domain/request/rules.ts';
import { HOUR, MINUTE } from '#domain/time.ts';
import type { BackendSettings } from './backends.ts';
import type { Settings } from './schema.ts';

/** The part of the settings that decisions depend on, in the domain's units. The first backend is the default one. */
export function domainRules({ people, rules, backends, calendar }: Settings): Rules {
  const [first] = backends;
  if (first === undefined) throw new TypeError('the settings name no backend');
  return {
    people,
    answerWithin: rules.answerWithinHours * HOUR,
    undoWithin: rules.undoMinutes * MINUTE,
    backends: backends.map(backendRulesOf),
    gatesOff: rules.gatesOff,
    defaultBackend: first.slug,
    releases: calendar.releases
      .map(({ name, hardCutoff }) => ({ name, hardCutoff }))
      .toSorted((one, other) => one.hardCutoff - other.hardCutoff),
  };
}

function backendRulesOf({ slug, executor, deploySteps, jobTimeoutMinutes }: BackendSettings): BackendRules {
  return {
    slug,
    executor,
    deploySteps: deploySteps.map(({ name, kind, timeoutMinutes }) => ({ name, kind, timeout: timeoutMinutes * MINUTE })),
    jobTimeout: jobTimeoutMinutes * MINUTE,
  };
}
