import type { IncomingMessage, ServerResponse } from 'node:http';
import { actingAs } from '#contexts/access/app/act.ts';
import { inSight } from '#contexts/access/app/in-sight.ts';
import { askRight } from '#contexts/access/app/ask-right.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { Authorized } from '#contexts/access/app/authorize.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isId } from '#contexts/access/ids.ts';
import { resumePage } from '#contexts/access/pages/resume-page.ts';
import { refusalText } from '#doors/refusal.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { PersonHere } from '#doors/visitors.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import type { Fields, LinkDoor, Looked } from './asker.ts';
import type { LinkDependencies } from './dependencies.ts';
import { postAnswer, postUndo } from './post.ts';
import { readForm } from './read-form.ts';
import type { PageSender } from './sending.ts';
import { show } from './show.ts';

const OWN = /^\/requests\/([^/?#]+)\/answers\/([1-9][0-9]{0,8})\/([a-z_]{1,40})(\/undo)?\/?(?:[?#].*)?$/;

export function isOwnAnswer(target: string | undefined): boolean {
  return /^\/requests\/[^/?#]+\/answers\//.test(target ?? '');
}

interface Deciding {
  dependencies: LinkDependencies;
  door: LinkDoor;
  send: PageSender;
  request: IncomingMessage;
  response: ServerResponse;
}

/** One answer to one question, as its address names it. */
interface Answer {
  id: string;
  question: number;
  action: string;
  undo: boolean;
}

/** W3: somebody who is signed in decides from the page, with one confirmation and no code; the same answers, judged alike. */
export async function decideSignedIn(deciding: Deciding): Promise<void> {
  const { dependencies, send, request, response } = deciding;
  const answer = answerAt(request.url);
  if (answer === undefined) return send(response, 404, errorPage(404));
  const allowed = answer.undo ? ['POST'] : ['GET', 'HEAD', 'POST'];
  if (!allowed.includes(request.method ?? '')) return send(response, 405, errorPage(405), { allow: allowed.join(', ') });
  const typed = request.method === 'POST' ? await readForm(send, request, response) : undefined;
  if (request.method === 'POST' && typed === undefined) return;
  const visitor = await dependencies.visitors.find(request);
  if (visitor?.kind !== 'person') return signInFirst(deciding, answer, typed);
  const who = await dependencies.whoIs(request);
  const authorized = who && (await mayDecide(dependencies, who, answer.id));
  if (who === undefined || authorized === undefined) return signInFirst(deciding, answer, typed);
  if ('refusal' in authorized) return send(response, 403, errorPage(403, refusalText(authorized.refusal, dependencies.system.rules)));
  return decide(deciding, answer, { visitor, who, authorized }, typed);
}

/** N3: whoever is signed in as the one to whom a link was mailed confirms, and types no code. Undefined: the link it is. */
export async function ownPage(
  { visitors, whoIs, placeOf }: LinkDependencies,
  { links }: LinkDoor,
  request: IncomingMessage,
  token: string,
): Promise<string | undefined> {
  const claims = links.parse(token);
  if (claims?.subject.kind !== 'request' || claims.person === 'contributor') return undefined;
  const visitor = await visitors.find(request);
  if (visitor?.kind !== 'person' || visitor.account !== claims.person) return undefined;
  const [who, place] = await Promise.all([whoIs(request), placeOf(claims.subject)]);
  if (who === undefined || place === undefined || !inSight(who, 'requests.decide')(place)) return undefined;
  return pathOf({ id: claims.subject.id, question: claims.question, action: claims.action });
}

function answerAt(target: string | undefined): Answer | undefined {
  const [, id = '', question, action = '', undo] = OWN.exec(target ?? '') ?? [];
  return question === undefined || !isId('request', id) ? undefined : { id, question: Number(question), action, undo: undo !== undefined };
}

function mayDecide({ placeOf, system }: LinkDependencies, who: Principal, id: string): ReturnType<typeof askRight> {
  const needs = { permission: 'requests.decide', on: () => ({ of: { kind: 'request', id } }) } as const;
  return askRight({ kernel: kernelOf(system), placeOf }, who, needs, {});
}

/** Nothing is lost of what was typed. */
function signInFirst({ send, response }: Deciding, answer: Answer, typed: Fields | undefined): void {
  const path = pathOf(answer);
  if (typed === undefined) return redirectTo(response, `/sign-in?to=${encodeURIComponent(path)}`);
  send(response, 401, resumePage({ path: answer.undo ? `${path}/undo` : path, fields: typed, why: 'signed_out' }));
}

interface Decider {
  visitor: PersonHere;
  who: Principal;
  authorized: Authorized;
}

async function decide({ dependencies, door, send, response }: Deciding, answer: Answer, decider: Decider, typed?: Fields): Promise<void> {
  const look = (action = answer.action): Promise<Looked> => lookSignedIn(door, { ...answer, action }, decider);
  const other = typed?.get('other');
  const looked = await look(other);
  if (typed === undefined || 'dead' in looked) return show(send, response, looked);
  // Another answer to the same question: nothing is decided, and what was typed goes along.
  if (other !== undefined && looked.standing === 'open')
    return send(response, 200, looked.openPage({ values: new Map([...looked.startingFields, ...typed]), problems: new Map() }));
  const isTheirs = dependencies.visitors.isTheirForm(decider.visitor, typed.get('form'));
  const prove = async (): Promise<{ field: string; text: string } | undefined> => (isTheirs ? undefined : FORM_OVER);
  return (answer.undo ? postUndo : postAnswer)({ door, send, response, look, prove }, looked, typed);
}

const FORM_OVER = { field: '', text: 'This form was made before you signed in. Look at it once more, and press again.' };

async function lookSignedIn({ askers }: LinkDoor, answer: Answer, { visitor, who, authorized }: Decider): Promise<Looked> {
  const { id, question, action } = answer;
  const claims = { subject: { kind: 'request', id }, question, action, person: visitor.person.id };
  const signedIn = {
    form: visitor.formToken,
    path: (other: string) => pathOf({ ...answer, action: other }),
    actingIn: <S extends object>(system: S): S => actingAs(system, who, authorized),
  };
  return askers['request']?.look({ claims, path: pathOf(answer), signedIn }) ?? { dead: 'unknown' };
}

function pathOf({ id, question, action }: Omit<Answer, 'undo'>): string {
  return `/requests/${id}/answers/${question}/${action}`;
}
