import { createKeyring } from '#contexts/access/app/keyring.ts';
import { loadBackend } from '#contexts/backends/app/backends.ts';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { backendNamed } from '#contexts/backends/domain/named.ts';
import type { TaskDoor } from '#functions/serve-controller-tasks/handler.ts';
import { createTaskDesk } from '#products/pipelines/app/controller-tasks.ts';
import { kernelOf } from '#products/pipelines/app/machine.ts';
import { SECOND } from '#kernel/time.ts';
import { agentTokens } from './agent-tokens.ts';
import type { Installation } from './installation.ts';
import { noOutputs } from './no-outputs.ts';
import { owners } from './owners.ts';

/** P5. Undefined while the settings do not switch it on. */
export function controllerTaskDoor(installation: Installation): TaskDoor | undefined {
  const { settings, system, now } = installation;
  if (!settings.pipelines.doors.tasks) return undefined;
  const keyring = createKeyring({ system, now, wall: () => performance.now() });
  const environment = agentTokens(installation);
  const kernel = kernelOf(system);
  const { store } = system;
  return {
    async backendOf(token) {
      const own = environment(token);
      if (own !== undefined) return own;
      const found = await keyring.verify(token);
      return found?.kind === 'agent' ? found.backends[0] : undefined;
    },
    isBackend: async (slug) => backendNamed(system.rules, (await loadBackend(store, slug)).state, system.timeScale) !== undefined,
    desk: createTaskDesk({
      desk: { kernel, store, outputs: noOutputs, limits: system.rules.output, owners },
      // Clients of these doors read when it was, to the second.
      noteSeen: (backend) => noteHeard(kernel, backend, { every: SECOND }),
      async askerOf(id) {
        const run = (await store.get({ collection: 'runs', id }))?.state;
        return {
          user: run?.createdBy ?? '',
          project: run?.project ?? '',
          organisations: run?.orgs ?? [],
          permissions: run?.permissions ?? [],
        };
      },
      probe: probeOf(settings.pipelines.doors.probeImage),
    }),
    log: system.log,
  };
}

/** The settings hold it as `image@digest`. */
function probeOf(image: string | undefined): { image: string; imageDigest: string } | undefined {
  const [, name, imageDigest] = /^(.+)@(.+)$/.exec(image ?? '') ?? [];
  return name === undefined || imageDigest === undefined ? undefined : { image: name, imageDigest };
}
