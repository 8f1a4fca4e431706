import type { ServerResponse } from 'node:http';
import type { PageSender } from '#edge/page-sender.ts';
import { editableFields } from '#edge/read-edits.ts';
import { documentUrl } from '#pages/about.ts';
import { askPage, deadPage, decidedPage } from '#pages/link-page.ts';
import type { DeadReason, LinkView } from '#pages/link-page/link-view.ts';
import type { LinkTools, Looked } from './look.ts';

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
  if (looked.standing === 'answered') return send(response, 200, decidedPage(looked.view, { path: `${looked.path}/undo`, typed: nothing }));
  send(response, 200, askPage(looked.view, { values: startingFields(looked.view), problems: nothing.problems }));
}

/** What stands in the form before anybody typed. */
export function startingFields({ action, state }: LinkView): Map<string, string> {
  return action === 'answer' ? editableFields(state, documentUrl(state.submission)) : new Map<string, string>();
}
