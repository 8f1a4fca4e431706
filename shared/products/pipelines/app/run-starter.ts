import { z } from 'zod';
import { loadBackend } from '#contexts/backends/app/backends.ts';
import { whyBlocked } from '#contexts/backends/domain/state.ts';
import type { Starter } from '#contexts/schedules/ports/starter.ts';
import { askRun, type AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import { inWorkspace } from '#products/pipelines/app/ask/in-workspace.ts';
import { nobodyNamed, unknownPeople } from '#products/pipelines/domain/workspace/people.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { actions, people, workspace } from '#products/pipelines/contracts/operation-fields.ts';

const input = z.strictObject({
  workspace,
  backend: z.string().max(100),
  actions: actions.default(['run_all']),
  force: z.boolean().default(false),
  tell: people.optional(),
});

/** O7. A schedule starts runs of a workspace, each at the commit that its branch has by then. Told of their ends (K4) are those of `tell`, or whoever made the schedule. */
export function runStarter(system: System, tools: AskTools): Starter {
  const { store, rules } = system;
  return {
    label: 'a run of a workspace',
    async problems(given) {
      const read = input.safeParse(given);
      if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      const { data } = read;
      const known = await store.get({ collection: 'workspaces', id: data.workspace });
      const unknown = unknownPeople(data.tell ?? [], rules);
      const sharing = tools.house.sharing((await loadBackend(store, data.backend)).state);
      return [
        ...(known === undefined ? [`workspace: there is no workspace ${data.workspace}`] : []),
        ...(sharing === undefined ? [`backend: no pipelines run on ${data.backend}`] : []),
        ...(unknown.length === 0 ? [] : [`tell: ${nobodyNamed(unknown)}`]),
      ];
    },
    async blocked(given) {
      const { state } = await loadBackend(store, input.parse(given).backend);
      const why = whyBlocked(state);
      return why && `${state.slug} is ${why.label}: ${why.why}`;
    },
    needs(given) {
      const { data } = input.safeParse(given);
      return data === undefined ? [] : [{ permission: 'runs.start', place: { workspace: data.workspace } }];
    },
    async start({ key, madeBy: who }, given) {
      const found = await inWorkspace(system, tools, { ...input.parse(given), id: key, who });
      if ('refused' in found) return { answer: 'refused', why: found.detail };
      const done = await askRun(tools, found.asked, { id: key, by: { kind: 'system', part: 'schedules' } });
      // Of this key it is this occurrence's, at whatever commit it was made.
      return 'run' in done ? { answer: 'started', id: done.run.id } : { answer: 'refused', why: done.why };
    },
    over: async (id) => (await store.get({ collection: 'runs', id }))?.state.ended?.end,
  };
}
