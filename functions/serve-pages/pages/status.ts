import type { ServerResponse } from 'node:http';
import { readAhead, readRequest } from '#products/rehearsal/app/read-request.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { readElsewhere } from '#products/rehearsal/app/read-elsewhere.ts';
import { concernsPath, mailsPath, productionPath } from '#doors/action-links.ts';
import { openedByPath, requestAt } from '#doors/opened-request.ts';
import type { PageSender } from '../sending.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { statusPage } from '#products/rehearsal/pages/status-page.ts';
import type { AnswerUrl } from '#products/rehearsal/pages/status-page/word.ts';
import { readOutputs } from '../outputs.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const status: Page = {
  open: ['/status/*'],
  guarded: { paths: ['/requests/*'], permission: 'requests.read', on: requestAt },
  serve: showStatus,
};

async function showStatus(dependencies: PageDependencies, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const { system, outputs, timeZone, intakeOpen } = dependencies;
  const opened = openedByPath(dependencies, response.req, url.pathname);
  const found = opened === undefined || opened.page !== url.pathname ? undefined : await readRequest(system, opened.id);
  if (opened === undefined || found === undefined) return send(response, 404, errorPage(404));
  const { state } = found.document;
  const [ahead, lines, now, elsewhere, backend] = await Promise.all([
    readAhead(system, state),
    readOutputs(system, outputs, state),
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
    exports: opened.page,
    mails: found.mails,
    mailsUrl: `${mailsPath}${opened.name}`,
    concernsUrl: `${concernsPath}${opened.name}`,
    // A9: whoever has no more than the secret link records nothing.
    ...(opened.name === state.id ? { productionUrl: `${productionPath}${opened.name}`, traceUrl: `${opened.page}/trace` } : {}),
    ...ahead,
    outputs: lines,
    elsewhere,
    backend,
    // Only on the page behind the contributor's own link.
    ...(opened.name === state.id ? {} : { answerUrl: answerUrl(dependencies, state.id) }),
    ...(intakeOpen ? { resubmitUrl: `/requests/new?from=${encodeURIComponent(opened.name)}` } : {}),
  };
  send(response, 200, statusPage(view));
}

function answerUrl({ links }: PageDependencies, requestId: string): AnswerUrl {
  return (question, action, round) =>
    links.url({ subject: { kind: 'request', id: requestId }, question, action, person: 'contributor', round });
}
