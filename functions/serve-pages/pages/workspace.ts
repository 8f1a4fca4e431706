import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { readShownWorkspace } from '#products/pipelines/app/show/workspace.ts';
import { workspacePage } from '#products/pipelines/pages/workspaces/workspace-page.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import { here, offersChoosing } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';

export const workspace: Page = {
  guarded: { paths: ['/workspaces/:name'], permission: 'workspaces.read', on: (url) => ({ workspace: nameIn(url) }) },
  serve: showWorkspace,
};

/** K4. `?on=<backend>&after=<action>` for the outcomes elsewhere, and those further on. */
async function showWorkspace(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const name = nameIn(url);
  const backend = url.searchParams.get('on') ?? undefined;
  const after = url.searchParams.get('after') ?? undefined;
  const found = await readShownWorkspace(system, name, { backend, after });
  if (found === undefined) return send(response, 404, missingPage('such workspace', ['/workspaces', 'All workspaces']));
  if (backend !== undefined && found.backend !== backend)
    return send(response, 404, missingPage('such backend of this workspace', [`/workspaces/${name}`, name]));
  const when = { now: await system.store.now(), timeZone };
  const offer = await offersChoosing(dependencies, viewer, here(url));
  const given = { workspace: name };
  const asks = {
    preview: offer('run_preview', given),
    people: offer('workspace_people', given),
    archive: offer('workspace_archive', given),
    restore: offer('workspace_restore', given),
  };
  send(response, 200, workspacePage({ ...found, when, asks }));
}

function nameIn({ pathname }: URL): string {
  return pathname.split('/')[2] ?? '';
}
