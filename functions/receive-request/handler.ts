import type { Intake } from '#products/rehearsal/app/intake.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { readBody } from '#doors/http.ts';
import { sendProblem } from '#doors/problem-json.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { Handler } from '#doors/task-handler.ts';
import { receiveForm, type FormPages } from './form.ts';
import { receiveWebhook, type WebhookDoor } from './webhook.ts';

/** I1, I12: `POST /requests` is the signed webhook; `POST /requests/form` is our own page. */
export function createReceiveRequest(system: System, intake: Intake, door: WebhookDoor, pages: FormPages): Handler {
  return async (request, response) => {
    const isForm = (request.url ?? '').split('?', 1)[0]?.endsWith('/form') === true;
    // Whoever opens the address in a browser wants the form.
    if (request.method === 'GET' || request.method === 'HEAD') return redirectTo(response, '/requests/new');
    if (request.method !== 'POST') return sendProblem(response, 'method_not_allowed', { allow: ['GET', 'HEAD', 'POST'] });
    if (!intake.open && !isForm) return sendProblem(response, 'intake_closed');
    const read = await readBody(request, [isForm ? 'application/x-www-form-urlencoded' : 'application/json']);
    if (!read.ok) return isForm ? pages.refuse(response, read.code) : sendProblem(response, read.code);
    if (isForm) return receiveForm(system, intake, pages, read.body, response);
    return receiveWebhook(system, intake, door, read.body, request, response);
  };
}
