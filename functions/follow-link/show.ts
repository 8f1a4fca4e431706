import type { ServerResponse } from 'node:http';
import type { PageSender } from '#doors/page-sender.ts';
import { fieldsBefore } from '#doors/read-answer.ts';
import { documentUrl } from '#products/rehearsal/pages/about.ts';
import { askPage, deadPage, decidedPage } from '#products/rehearsal/pages/link-page.ts';
import type { Typed } from '#products/rehearsal/pages/link-page/typed.ts';
import { togetherPage } from '#products/rehearsal/pages/link-page/together.ts';
import type { DeadReason } from '#kernel/questions/judge.ts';
import type { LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import type { Followed, LinkTools, Looked } from './look.ts';

const deadStatus: Record<DeadReason, number> = {
  unknown: 404,
  changed: 410,
  expired: 410,
  renewed: 410,
  not_known_person: 410,
  locked: 403,
};

export function show({ installation }: LinkTools, send: PageSender, response: ServerResponse, looked: Looked): void {
  if ('dead' in looked) return send(response, deadStatus[looked.dead], deadPage(installation, looked.dead, looked.statusUrl));
  const nothing = { values: new Map<string, string>(), problems: new Map<string, string>() };
  if (looked.standing === 'answered') return send(response, 200, answeredPage(looked, nothing));
  send(response, 200, openPage(looked, { values: startingFields(looked.view), problems: nothing.problems }));
}

/** What is asked, with what was typed. */
export function openPage({ view, path }: Followed, typed: Typed): string {
  const nothing = { values: new Map<string, string>(), problems: new Map<string, string>() };
  return view.question.kind === 'verdicts' ? togetherPage(view, typed, { path: `${path}/undo`, typed: nothing }) : askPage(view, typed);
}

/** What was decided; `typed` of the form that undoes it. */
export function answeredPage({ view, path }: Followed, typed: Typed): string {
  const undo = { path: `${path}/undo`, typed };
  const nothing = { values: new Map<string, string>(), problems: new Map<string, string>() };
  return view.question.kind === 'verdicts' ? togetherPage(view, nothing, undo) : decidedPage(view, undo);
}

/** What stands in the form before anybody typed. */
export function startingFields({ action, state }: LinkView): Map<string, string> {
  return fieldsBefore(action, state, documentUrl(state.submission));
}
