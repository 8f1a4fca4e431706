import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { answerPage, askPage, signInFirst, surePage } from '#contexts/access/pages/asking/ask-pages.ts';
import { askPath, OWN, type AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { Choices } from '#contexts/access/pages/asking/choices.ts';
import { resumePage } from '#contexts/access/pages/resume-page.ts';
import type { WordsTable } from '#contexts/access/pages/asking/words.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import { readBody } from '#doors/http.ts';
import type { SenderOf } from '#doors/page-sender.ts';
import { readersZone } from '#contexts/access/pages/readers-zone.ts';
import { isTheirForm, readAskBody } from '#doors/read-ask.ts';
import { readOperation } from '#doors/read-operation.ts';
import { refusalText } from '#doors/refusal.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { Handler } from '#doors/task-handler.ts';
import { withMessage } from '#doors/told.ts';
import type { WhoIs } from '#doors/who-is.ts';
import type { PageContent } from '#html/document.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { allGiven, linkedTo, nextOf, readAskedOf, withProblems, type Asked } from './asked.ts';
import { operate, type Asking, type System } from './operate.ts';

/** W4, W6: what pages' buttons go through. */
export interface AskDoor {
  whoIs: WhoIs;
  senderFor: (request: Pick<IncomingMessage, 'url'>, viewer: Principal | undefined) => SenderOf<PageContent>;
  words: WordsTable;
  /** What can be chosen where a form names something that there is. */
  choices: (who: Principal) => Promise<Choices>;
  links: Pick<LinkSigner, 'seal'>;
  /** O6. `owner/name` of those that the settings name. */
  repositories: readonly string[];
  /** Of the installation. */
  timeZone: string;
}

interface Doing {
  system: System;
  door: AskDoor & Omit<Asking, 'who'>;
  send: SenderOf<PageContent>;
  response: ServerResponse;
}

const NOTHING = { values: new Map<string, string>(), problems: new Map<string, string>() };

/** `POST /do/<operation>` asks for it as every other door does; `GET` shows its form. */
export function createDo(system: System, door: Doing['door']): Handler {
  return async (request, response) => {
    const url = new URL(`http://do${request.url ?? '/'}`);
    const viewer = await door.whoIs(request);
    const doing = { system, door, send: door.senderFor(request, viewer), response };
    const operation = url.pathname.slice(askPath.length);
    if (request.method === 'GET' || request.method === 'HEAD') {
      const asked = readAskedOf(operation, linkedTo(operation, url.searchParams), { words: door.words, newForm: door.newId });
      return asked === undefined ? doing.send(response, 404, errorPage(404)) : showForm(doing, viewer, asked);
    }
    if (request.method !== 'POST') return doing.send(response, 405, errorPage(405), { allow: 'GET, HEAD, POST' });
    const body = await readBody(request, ['application/x-www-form-urlencoded']);
    if (!body.ok)
      return doing.send(response, body.code === 'body_too_large' ? 413 : 415, errorPage(body.code === 'body_too_large' ? 413 : 415));
    const asked = readAskedOf(operation, readAskBody(body.body), { words: door.words, newForm: door.newId });
    return asked === undefined ? doing.send(response, 404, errorPage(404)) : take(doing, viewer, asked);
  };
}

async function showForm(doing: Doing, viewer: Principal | undefined, { view, typed }: Asked): Promise<void> {
  const { send, response } = doing;
  if (viewer === undefined) return send(response, 401, signInFirst(view.back));
  send(response, 200, askPage(await shownTo(doing, viewer, view), { ...NOTHING, values: typed }));
}

const NOT_THEIRS = 'This form was not made for your sign-in. Look at it once more, and send it again.';

/** As a page has it: with what can be chosen, and the proof of whose form it is. */
async function shownTo({ door }: Doing, who: Principal, view: AskView): Promise<AskView> {
  const { proof } = who;
  const choices = await door.choices(who);
  return proof === undefined ? { ...view, choices } : { ...view, choices, proof };
}

/** All that was typed goes along, but the proof of a sign-in that is over. */
function resumed({ view, typed }: Asked, why: 'signed_out' | 'stale'): PageContent {
  return resumePage({ path: `${askPath}${view.operation}`, fields: [...typed].filter(([name]) => name !== OWN.proof), why });
}

async function take(doing: Doing, who: Principal | undefined, asked: Asked): Promise<void> {
  const { system, send, response } = doing;
  if (who === undefined) return send(response, 401, resumed(asked, 'signed_out'));
  const view = await shownTo(doing, who, asked.view);
  if (!isTheirForm(who, asked.view.proof)) return send(response, 403, askPage(view, { ...NOTHING, values: asked.typed }, NOT_THEIRS));
  if (asked.missing.length > 0) return send(response, 422, askPage(view, withProblems(asked, asked.missing)));
  const at = { rules: system.rules, now: await system.store.now(), backends: await backendSlugs(system) };
  const read = readOperation(asked.value, at);
  if ('problems' in read) return send(response, 422, askPage(view, withProblems(asked, read.problems)));
  if (asked.view.words.sure !== undefined && !asked.isSure) return send(response, 200, surePage(allGiven(asked)));
  await done(doing, who, { ...asked, view }, read.asked);
}

async function done(doing: Doing, who: Principal, asked: Asked, request: Parameters<typeof operate>[2]): Promise<void> {
  const { system, door, send, response } = doing;
  const { view, typed } = asked;
  const { words, operation, back } = view;
  const seed = `${who.id}:${operation}:${view.form}:${JSON.stringify(request)}`;
  const newId = words.answers === true ? door.newId : idsOf(system, seed);
  const result = await operate(system, { ...door, newId, who }, request);
  const again = (status: number, refusal: string): void => send(response, status, askPage(view, { ...NOTHING, values: typed }, refusal));
  if ('refusal' in result && result.refusal.why === 'stale') return send(response, 401, resumed(asked, 'stale'));
  if ('refusal' in result) return again(403, refusalText(result.refusal, system.rules));
  if ('problems' in result) return send(response, 422, askPage(view, withProblems(asked, result.problems)));
  if ('refused' in result) return again(result.refused === 'not_found' ? 404 : 409, result.detail);
  if (words.answers === true) return send(response, 200, await answered(doing, who, asked, result.done));
  redirectTo(response, withMessage(back, operation, door.links, await system.store.now()));
}

/** What is confirmed is what was shown: nothing is offered where it would do nothing. */
async function answered({ system, door }: Doing, who: Principal, asked: Asked, answer: OperationAnswer): Promise<PageContent> {
  const { before } = asked.view.words;
  const isIdle = answer.facts?.['nothing'] !== undefined;
  const next = before === undefined || isIdle ? undefined : nextOf(before, asked, answer, { words: door.words, newForm: door.newId });
  const when = { now: await system.store.now(), timeZone: readersZone(who, system.rules.people, door.timeZone) };
  return answerPage({ view: allGiven(asked), answer, when, next });
}

/** One form, filled in one way, asks for one thing however often it is sent: its commands have the same ids each time. */
function idsOf({ hash }: System, seed: string): () => string {
  let count = 0;
  return () => hash(`${seed}:${(count += 1)}`).slice(0, 32);
}
