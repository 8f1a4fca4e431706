import { logsOf } from '#contexts/operations/app/log/logs.ts';
import type { ServerResponse } from 'node:http';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isId } from '#contexts/access/ids.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { decoded } from '#doors/target.ts';
import { readOperationPage } from '#products/rehearsal/app/operation-page.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import { operationPage, type OperationView } from '#products/rehearsal/pages/operations/one-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const operation: Page = {
  guarded: {
    paths: ['/operations/:id'],
    permission: 'operations.read',
    on: (url) => ({ of: { kind: 'operation', id: idIn(url) } }),
  },
  serve: showOperation,
};

async function showOperation(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, outputs, timeZone } = dependencies;
  const id = idIn(url);
  const found = isId('document', id) ? await readOperationPage(system, outputs, id) : undefined;
  if (found === undefined) return send(response, 404, missingPage('such operation', ['/operations', 'All operations']));
  const stop = await stopOf(dependencies, viewer, here(url), found.listing);
  const place = (await dependencies.placeOf({ kind: 'operation', id })) ?? {};
  const maySee = inSight(viewer, 'outputs.read')(place);
  const writing = maySee ? await writingOf(outputs, found.listing) : undefined;
  send(response, 200, operationPage({ ...found, maySee, writing, stop, when: { now: await system.store.now(), timeZone } }));
}

const OVER = new Set(['done', 'failed', 'cancelled', 'lost']);

/** Lines of what is still at work. */
const LAST = 20;

/** The end of what it has written by now, where it can be followed. */
async function writingOf(outputs: PageDependencies['outputs'], { id: runId, state, within }: Listing): Promise<OperationView['writing']> {
  if (within.kind !== 'request' || OVER.has(state) || state === 'pending' || !isId('run', runId)) return undefined;
  const logs = logsOf(outputs);
  const [stdout, stderr] = await Promise.all([
    logs.window({ runId, stream: 'stdout' }, { count: LAST }),
    logs.window({ runId, stream: 'stderr' }, { count: 1 }),
  ]);
  return { from: stdout.from, lines: stdout.lines, problems: stderr.total };
}

/** Of a run one action can be stopped alone; a request’s runs end with it. */
async function stopOf(
  dependencies: PageDependencies,
  viewer: Principal | undefined,
  back: string,
  { state, within, name }: Listing,
): Promise<AskView | undefined> {
  if (OVER.has(state)) return undefined;
  const offer = offersFor(dependencies, viewer, back);
  const place = (await dependencies.placeOf(within)) ?? {};
  if (within.kind === 'run') return offer('run_cancel', { run: within.id, actions: name }, place);
  return within.kind === 'request' ? offer('request_stop', { id: within.id }, place) : undefined;
}

function idIn({ pathname }: URL): string {
  return decoded(pathname.split('/')[2] ?? '') ?? '';
}
