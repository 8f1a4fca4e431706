import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { whoMaySee } from '#contexts/access/app/may-see.ts';
import { isShownWhole } from '#products/rehearsal/app/as-shown.ts';
import { intakeClosed } from '#products/rehearsal/app/intake-switch.ts';
import { fieldsOfAddress } from '#doors/form-address.ts';
import { toFormFields } from '#doors/form-prefill.ts';
import { keptByBack } from '#doors/send-page.ts';
import { openedByName } from '#doors/opened-request.ts';
import type { PageSender } from '../sending.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { formOfRequest, formPage } from '#products/rehearsal/pages/form-page.ts';
import { formView } from '#products/rehearsal/pages/form-page/make-view.ts';
import { ended } from '#html/text.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const form: Page = {
  open: ['/requests/new', '/requests/form'],
  navigation: { label: 'New request', group: 'requests', place: 3 },
  serve: showForm,
};

const NOT_FOUND =
  'The request that this form was to be filled in from was not found, so the form is empty. Open it again from the status page or the mail of that request, or fill it in anew.';

/** A new form, or one filled in with an earlier request's answers: whoever may open its page may see them. */
async function showForm(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone, newId, intakeOpen } = dependencies;
  const closed = intakeOpen ? await intakeClosed(system.store) : undefined;
  if (!intakeOpen || closed !== undefined)
    return send(
      response,
      503,
      errorPage(503, closed && `The reason: ${ended(closed)} Requests that were already accepted are not affected.`),
    );
  const from = url.searchParams.get('from');
  const seeing = { placeOf: dependencies.placeOf, store: system.store };
  const reader = await whoMaySee(seeing, viewer, { kind: 'request', id: from ?? '' });
  const earlier = openedByName(dependencies, reader, from ?? '');
  const found = earlier === undefined ? undefined : await system.store.get({ collection: 'requests', id: earlier.id });
  const earlierFields = found === undefined || !isShownWhole(found) ? [] : toFormFields(formOfRequest(found.state));
  const notFound = from !== null && earlierFields.length === 0;
  const fields = from === null ? fieldsOfAddress(url.searchParams) : earlierFields;
  const problems = notFound ? [{ path: '', code: 'unknown_request', message: NOT_FOUND }] : [];
  const follows = earlier === undefined || found === undefined || notFound ? undefined : { request: found.state, name: earlier.name };
  const content = { problems, earlier: follows, fields: [...fields, ['submissionId', newId()] as const], now: await system.store.now() };
  send(response, 200, formPage(formView({ rules: system.rules, timeZone }, content)), keptByBack);
}
