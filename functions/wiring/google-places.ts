import type { BuildPlace } from '#platform/google/cloud-build-find.ts';
import type { DataflowPlace } from '#platform/google/dataflow-jobs.ts';
import type { AccessTokens } from '#platform/google/access-tokens.ts';
import type { JobOrder, StepOrder } from '#contexts/operations/ports/executor.ts';
import type { Settings } from './settings.ts';
import type { BackendSettings } from '#products/rehearsal/settings.ts';

/** Where a job runs, and as whom (R18): as the settings say for its name, else for its backend. `project` is the installation's own. */
export function dataflowPlace(settings: Settings, project: string): (order: Pick<JobOrder, 'backend' | 'ask'>) => DataflowPlace {
  return ({ backend: slug, ask }) => {
    const backend = backendOf(settings, slug);
    if (backend.executor !== 'dataflow') throw new TypeError(`backend ${slug} does not run on Dataflow`);
    const { jobServiceAccounts: _offered, ...place } = backend.dataflow;
    const asked = settings.jobs.find(({ name }) => name === ask.name)?.serviceAccount;
    return { ...place, project: place.project ?? project, ...(asked === undefined ? {} : { serviceAccount: asked }) };
  };
}

/** Where the trigger of a `build` step is: where the step says, else in its backend's project. */
export function buildPlace(settings: Settings, project: string): (key: Pick<StepOrder, 'backend' | 'step'>) => BuildPlace {
  return ({ backend: slug, step: name }) => {
    const backend = backendOf(settings, slug);
    const step = [...backend.deploySteps, ...backend.afterSteps].find((one) => one.name === name);
    if (step?.kind !== 'build') throw new TypeError(`step ${name} of ${slug} is no build any more`);
    const own = backend.executor === 'dataflow' ? backend.dataflow.project : undefined;
    return { project: step.project ?? own ?? project, region: step.region, trigger: step.trigger };
  };
}

/** What `openObjects` asks for, from a function's own tokens: no SDK is loaded for it. */
export function tokenHeaders(tokens: AccessTokens): { getRequestHeaders(): Promise<Headers> } {
  return { getRequestHeaders: async () => new Headers({ authorization: `Bearer ${await tokens.get()}` }) };
}

function backendOf(settings: Settings, slug: string): BackendSettings {
  const found = settings.backends.find((backend) => backend.slug === slug);
  if (found === undefined) throw new TypeError(`no backend ${slug} in the settings`);
  return found;
}
