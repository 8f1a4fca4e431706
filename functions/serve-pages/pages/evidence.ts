import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isShownWhole } from '#products/rehearsal/app/as-shown.ts';
import { attestationsToShow } from '#products/rehearsal/app/attestations.ts';
import { openedByPath, requestAt } from '#doors/opened-request.ts';
import { sendAnswer } from '#doors/problem-json.ts';
import type { PageSender } from '../sending.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const evidence: Page = {
  open: ['/status/:name/evidence.intoto.jsonl', '/status/:name/evidence/*'],
  guarded: {
    paths: ['/requests/:name/evidence.intoto.jsonl', '/requests/:name/evidence/*'],
    permission: 'requests.read',
    on: requestAt,
  },
  serve: sendEvidence,
};

/** A8: the signed statements of all approvals that stand, or of that of one run: in-toto's bundle, one envelope a line. */
async function sendEvidence(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, publicUrl, statements } = dependencies;
  const [known, run] = /\/evidence(?:\/([^/]+))?\.intoto\.jsonl$/.exec(url.pathname) ?? [];
  const id = known === undefined ? undefined : openedByPath(dependencies, viewer, url.pathname)?.id;
  const document = id === undefined ? undefined : await system.store.get({ collection: 'requests', id });
  // I16: nothing of it is shown to anybody.
  const shown = document === undefined || !isShownWhole(document) ? [] : attestationsToShow(system, document.state, publicUrl);
  const found = run === undefined ? shown : shown.filter((one) => one.run === run);
  if (found.length === 0) return send(response, 404, errorPage(404));
  sendAnswer(response, {
    status: 200,
    headers: {
      'content-type': 'application/jsonl',
      'content-disposition': `attachment; filename="evidence-${run ?? id}.intoto.jsonl"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body: found.map(({ ran, approved }) => `${statements.envelope(ran)}\n${statements.envelope(approved)}\n`).join(''),
  });
}
