import type { ServerResponse } from 'node:http';
import type { PageSender } from './sending.ts';
import type { DeadReason } from '#kernel/questions/judge.ts';
import { deadPage } from '#products/rehearsal/pages/link-page.ts';
import type { Looked } from './asker.ts';

const deadStatus: Record<DeadReason, number> = {
  unknown: 404,
  changed: 410,
  expired: 410,
  renewed: 410,
  not_known_person: 410,
  locked: 403,
};

export function show(send: PageSender, response: ServerResponse, looked: Looked): void {
  if ('dead' in looked) return send(response, deadStatus[looked.dead], deadPage(looked.dead, looked.statusUrl));
  const problems = new Map<string, string>();
  if (looked.standing === 'answered') return send(response, 200, looked.answeredPage({ values: new Map(), problems }));
  send(response, 200, looked.openPage({ values: new Map(looked.startingFields), problems }));
}
