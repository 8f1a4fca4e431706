import type { ServerResponse } from 'node:http';
import { isShownWhole } from '#application/as-shown.ts';
import { intakeClosed } from '#application/intake-switch.ts';
import { readAhead, readBackend, readRequest } from '#application/read-request.ts';
import { readElsewhere } from '#application/read-elsewhere.ts';
import { concernsPath, mailsPath, productionPath, statusPath } from '#edge/action-links.ts';
import { toFormFields } from '#edge/form-prefill.ts';
import { createPageSender, type PageSender } from '#edge/page-sender.ts';
import { sendAnswer } from '#edge/problem-json.ts';
import { redirectTo } from '#edge/send-page.ts';
import type { Handler } from '#edge/task-handler.ts';
import { errorPage } from '#pages/error-page.ts';
import { formOfRequest, formPage } from '#pages/form-page.ts';
import { formView } from '#pages/form-page/make-view.ts';
import { homePage } from '#pages/home-page.ts';
import { statusPage } from '#pages/status-page.ts';
import type { AnswerUrl } from '#pages/status-page/word.ts';
import { stylesheet } from '#pages/style.ts';
import { showBoard } from './board.ts';
import { badgePath, showBadge } from './badges.ts';
import { sentence } from '#pages/text.ts';
import { feedPath, showFeed } from './feeds.ts';
import { exportTimeline } from './export.ts';
import { showRunOutput } from './run-output.ts';
import { openedByName, openedByPath, requestPath } from '#edge/opened-request.ts';
import { readOutputs } from './outputs.ts';
import type { PageTools } from './tools.ts';
import { releasesPath, showRelease } from './releases.ts';
import { admits, changeSession, signInPath, signOutPath } from './sign-in.ts';

type Page = (tools: PageTools, send: PageSender, url: URL, response: ServerResponse) => Promise<void>;

/** W1, W2, I12: the pages that are only looked at. */
export function createServePages(tools: PageTools): Handler {
  const send = createPageSender(stylesheet);
  return async (request, response) => {
    const url = new URL(`http://pages${/^\/(?!\/)/.test(request.url ?? '') ? request.url : '/'}`);
    const posts = url.pathname === signInPath || url.pathname === signOutPath;
    const allowed = posts ? ['POST'] : ['GET', 'HEAD'];
    if (!allowed.includes(request.method ?? ''))
      return send(response, 405, errorPage(tools.installation, 405), { allow: allowed.join(', ') });
    if (posts) return changeSession(tools, send, request, response);
    if (isForOperators(url.pathname) && !admits(tools, send, request, response)) return;
    await pageAt(url.pathname)(tools, send, url, response);
  };
}

/** X6. Everything else is open, or opens by a secret of its own. */
function isForOperators(path: string): boolean {
  return /^\/board\/?$/.test(path) || (path.startsWith(requestPath) && !/^\/requests\/(?:new|form)?\/?$/.test(path));
}

function pageAt(path: string): Page {
  if (/^\/(?:status|requests)\/[^/]+\/timeline\.(?:json|csv)$/.test(path)) return exportTimeline;
  if (/^\/(?:status|requests)\/[^/]+\/runs\//.test(path)) return showRunOutput;
  if (path.startsWith(statusPath)) return showStatus;
  if (path.startsWith(badgePath)) return showBadge;
  if (path.startsWith(feedPath)) return showFeed;
  if (path.startsWith(releasesPath)) return showRelease;
  switch (path.replace(/(?<=.)\/$/, '')) {
    case '/':
      return async ({ installation }, send, _url, response) => send(response, 200, homePage(installation));
    case '/board':
      return showBoard;
    case '/requests':
      return async (_tools, _send, _url, response) => redirectTo(response, '/requests/new');
    case '/requests/new':
    case '/requests/form':
      return showForm;
    case '/robots.txt':
      return async (_tools, _send, _url, response) =>
        sendAnswer(response, {
          status: 200,
          headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
          body: 'User-agent: *\nDisallow: /\n',
        });
    default:
      if (path.startsWith(requestPath)) return showStatus;
      return async ({ installation }, send, _url, response) => send(response, 404, errorPage(installation, 404));
  }
}

async function showStatus(tools: PageTools, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const { system, outputs, installation, timeZone, intakeOpen } = tools;
  const opened = openedByPath(tools, response.req, url.pathname);
  const found = opened === undefined || opened.page !== url.pathname ? undefined : await readRequest(system, opened.id);
  if (opened === undefined || found === undefined) return send(response, 404, errorPage(installation, 404));
  const { state } = found.document;
  const [ahead, lines, now, elsewhere, { state: backend }] = await Promise.all([
    readAhead(system, state),
    readOutputs(system, outputs, state),
    system.store.now(),
    readElsewhere(system, state),
    readBackend(system, state.backend),
  ]);
  const view = {
    installation,
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
    ...(opened.name === state.id ? { productionUrl: `${productionPath}${opened.name}` } : {}),
    ...ahead,
    outputs: lines,
    elsewhere,
    backend,
    // Only on the page behind the contributor's own link.
    ...(opened.name === state.id ? {} : { answerUrl: answerUrl(tools, state.id) }),
    ...(intakeOpen ? { resubmitUrl: `/requests/new?from=${encodeURIComponent(opened.name)}` } : {}),
  };
  send(response, 200, statusPage(view));
}

function answerUrl({ links }: PageTools, requestId: string): AnswerUrl {
  return (question, action, round) => links.url({ requestId, question, action, person: 'contributor', round });
}

/** A new form, or one filled in with an earlier request's answers: whoever may open its page may see them. */
async function showForm(tools: PageTools, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const { system, installation, timeZone, newId, intakeOpen } = tools;
  const closed = intakeOpen ? await intakeClosed(system.store) : undefined;
  if (!intakeOpen || closed !== undefined)
    return send(response, 503, errorPage(installation, 503, closed && `${sentence(closed)} Nothing already accepted is touched.`));
  const earlier = openedByName(tools, response.req, url.searchParams.get('from') ?? '');
  const found = earlier === undefined ? undefined : await system.store.get({ collection: 'requests', id: earlier.id });
  const fields = found === undefined || !isShownWhole(found) ? [] : toFormFields(formOfRequest(found.state));
  const content = { fields: [...fields, ['submissionId', newId()] as const], now: await system.store.now() };
  send(response, 200, formPage(formView({ installation, rules: system.rules, timeZone }, content)));
}
