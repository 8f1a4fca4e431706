import type { ServerResponse } from 'node:http';
import { readOutputs } from '#products/pipelines/app/show/outputs.ts';
import { outputsPage } from '#products/pipelines/pages/workspaces/outputs-page.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';

export const workspaceOutputs: Page = {
  guarded: { paths: ['/workspaces/:name/outputs'], permission: 'workspaces.read', on: (url) => ({ workspace: nameIn(url) }) },
  serve: showOutputs,
};

/** K3. `?on=<backend>&action=<name>`: what it made when it succeeded last. */
async function showOutputs(
  { system, outputs, timeZone }: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const workspace = nameIn(url);
  const [backend, action] = [url.searchParams.get('on') ?? '', url.searchParams.get('action') ?? ''];
  const found = await readOutputs(system, outputs, { workspace, backend, action });
  if (found === undefined) return send(response, 404, missingPage('such workspace, backend or action', ['/workspaces', 'All workspaces']));
  send(response, 200, outputsPage({ ...found, workspace, backend, action, when: { now: await system.store.now(), timeZone } }));
}

function nameIn({ pathname }: URL): string {
  return pathname.split('/')[2] ?? '';
}
