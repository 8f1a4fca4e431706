import { inSight } from '#contexts/access/app/in-sight.ts';
import { deferPath } from '../defer-path.ts';
import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { readRequest } from '#products/rehearsal/app/read-request.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { readElsewhere } from '#products/rehearsal/app/read-elsewhere.ts';
import { concernsPath, mailsPath, productionPath } from '#doors/action-links.ts';
import { openedByPath, requestAt, type Opened } from '#doors/opened-request.ts';
import type { PageSender } from '../sending.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { statusPage, type StatusView } from '#products/rehearsal/pages/status-page.ts';
import type { AnswerUrl } from '#products/rehearsal/pages/status-page/word.ts';
import { readOutputs } from '../outputs.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const status: Page = {
  open: ['/status/*'],
  guarded: { paths: ['/requests/*'], permission: 'requests.read', on: requestAt },
  serve: showStatus,
};

async function showStatus(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, outputs, timeZone } = dependencies;
  const opened = openedByPath(dependencies, viewer, url.pathname);
  const found = opened === undefined || opened.page !== url.pathname ? undefined : await readRequest(system, opened.id);
  if (opened === undefined || found === undefined) return send(response, 404, errorPage(404));
  const { state } = found.document;
  const maySee = opened.name !== state.id || inSight(viewer, 'outputs.read')({ backend: state.backend });
  const [ahead, lines, now, elsewhere, backend] = await Promise.all([
    found.ahead(),
    maySee ? readOutputs(system, outputs, state) : undefined,
    system.store.now(),
    readElsewhere(system, state),
    readBackend(system, state.backend),
  ]);
  const view = {
    bare: opened.name !== state.id,
    state,
    rules: system.rules,
    when: { now, timeZone },
    timeline: found.timeline,
    record: { newest: found.document.chainHead, faults: found.faults },
    mails: found.mails,
    ...waysOn(dependencies, opened, viewer),
    ...ahead,
    ...(lines === undefined ? {} : { outputs: lines, outputsAt: opened.page }),
    elsewhere,
    backend,
  };
  send(response, 200, statusPage(view));
}

/** What can be done from this page: by those who are signed in, or by whoever has no more than the secret link. */
function waysOn(dependencies: PageDependencies, { id, name, page }: Opened, viewer: Principal | undefined): Partial<StatusView> {
  const isSecret = name !== id;
  return {
    exports: page,
    mailsUrl: `${mailsPath}${name}`,
    concernsUrl: `${concernsPath}${name}`,
    ...(isSecret ? { answerUrl: answerUrl(dependencies, id) } : { productionUrl: `${productionPath}${name}`, traceUrl: `${page}/trace` }),
    ...(!isSecret && viewer?.kind === 'person' ? { decider: viewer.id } : {}),
    ...(!isSecret && viewer !== undefined && inSight(viewer, 'releases.change')({}) ? { deferUrl: deferPath(id, page) } : {}),
    ...(dependencies.intakeOpen ? { resubmitUrl: `/requests/new?from=${encodeURIComponent(name)}` } : {}),
  };
}

function answerUrl({ links }: PageDependencies, requestId: string): AnswerUrl {
  return (question, action, round) =>
    links.url({ subject: { kind: 'request', id: requestId }, question, action, person: 'contributor', round });
}
