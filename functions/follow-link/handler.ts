import type { PageSender } from './sending.ts';
import type { Handler } from '#doors/task-handler.ts';
import { notTheirsPage } from '#contexts/access/pages/resume-page.ts';
import { openedByName } from '#doors/opened-request.ts';
import { isTheirForm } from '#doors/read-ask.ts';
import { PROOF_FIELD } from '#html/proof.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { postAgain, postNotificationAgain } from './again.ts';
import type { LinkDoor } from './asker.ts';
import { postConcern } from './concern.ts';
import { look } from './look.ts';
import { postAnswer, postUndo } from './post.ts';
import { postProduction } from './production.ts';
import { doorOf } from './request.ts';
import { readForm } from './read-form.ts';
import { show } from './show.ts';
import { redirectTo } from '#doors/send-page.ts';
import { decideSignedIn, isOwnAnswer, ownPage } from './signed-in.ts';
import type { LinkDependencies } from './dependencies.ts';

export type { LinkDependencies } from './dependencies.ts';

/** N3: looking changes nothing; a decision takes the code. */
export function createFollowLink(dependencies: LinkDependencies, door: LinkDoor = doorOf(dependencies)): Handler {
  return async (request, response) => {
    const send = await dependencies.senderFor(request);
    if (isOwnAnswer(request.url)) return decideSignedIn({ dependencies, door, send, request, response });
    const [, form, name = ''] = /^\/links\/(mails|notices|concerns|production)\/([^?#]*)/.exec(request.url ?? '') ?? [];
    const post = form === undefined ? undefined : FORMS[form];
    if (post !== undefined) return ofPage(post, [dependencies, send, request, response, name]);
    const [, token = '', undo] = /^\/links\/([^/?#]+)(\/undo)?\/?(?:[?#].*)?$/.exec(request.url ?? '') ?? [];
    const allowed = undo === undefined ? ['GET', 'HEAD', 'POST'] : ['POST'];
    if (!allowed.includes(request.method ?? '')) return send(response, 405, errorPage(405), { allow: allowed.join(', ') });
    const looked = await look(door, token);
    const isOpen = request.method !== 'POST' && !('dead' in looked) && looked.standing === 'open';
    const own = isOpen ? await ownPage(dependencies, door, request, token) : undefined;
    if (own !== undefined) return redirectTo(response, own);
    if (request.method !== 'POST') return show(send, response, looked);
    const typed = await readForm(send, request, response);
    if (typed === undefined) return;
    if ('dead' in looked) return show(send, response, looked);
    const answer = undo === undefined ? postAnswer : postUndo;
    return answer({ door, send, response, look: () => look(door, token) }, looked, typed);
  };
}

const FORMS: Readonly<Record<string, typeof postAgain>> = {
  mails: postAgain,
  notices: postNotificationAgain,
  concerns: postConcern,
  production: postProduction,
};

/** N8, W1, A9: the forms of a request's page. `name`: what the page names the request by, its secret or, for operators, its id. */
async function ofPage(
  post: typeof postAgain,
  [dependencies, send, request, response, name]: [LinkDependencies, PageSender, ...Parameters<Handler>, string],
): Promise<void> {
  if (request.method !== 'POST') return send(response, 405, errorPage(405), { allow: 'POST' });
  const typed = await readForm(send, request, response);
  if (typed === undefined) return;
  const who = openedByName(dependencies, undefined, name) === undefined ? await dependencies.whoIs(request) : undefined;
  const sent = typed.get(PROOF_FIELD);
  const said = new Map([...typed].filter(([field]) => field !== PROOF_FIELD));
  // W3. Nothing is lost of what was typed.
  if (who !== undefined && !isTheirForm(who, sent))
    return send(response, 403, notTheirsPage({ path: request.url?.split('?', 1)[0] ?? '', fields: said }));
  return post(dependencies, send, response, name, said);
}
