import type { AnnouncedEvent, RequestEvent } from '#products/rehearsal/domain/announce/event.ts';
import { countsText } from '#contexts/calendar/domain/report.ts';
import type { Notification } from '#contexts/telling/domain/budget.ts';
import { chatLine, chatText } from '#contexts/telling/pages/chat.ts';

/** What an event is called in a chat. */
const words: Record<RequestEvent['type'], string> = {
  'request.submitted': 'was submitted',
  'request.gates_passed': 'has passed its gates and is waiting for a review',
  'request.head_moved': 'has a new commit and starts again',
  'request.base_moved': 'now targets another base branch and starts again',
  'request.continued': 'was moved to another pull request',
  'request.held': 'is on hold: a gate no longer holds',
  'request.goes_on': 'is no longer on hold: its gates hold again',
  'request.returned': 'was returned with a question',
  'request.accepted': 'was accepted and is waiting for the backend',
  'request.deferred': 'was moved to another release',
  'request.approved': 'is approved',
  'request.completed': 'is completed: there is nothing to merge',
  'request.rejected': 'was rejected',
  'request.withdrawn': 'was withdrawn',
  'request.verdict_undone': 'is open again: its verdict was undone',
  'deployment.started': 'has its turn',
  'deployment.finished': 'is deployed',
  'deployment.failed': 'could not be deployed',
  'downtime.started': 'needs downtime, which starts now',
  'downtime.ended': 'no longer needs downtime',
  'run.started': 'is running',
  'run.finished': 'has run',
  'run.cancelled': 'was stopped',
  'run.lost': 'was run, but nobody can tell how it ended',
  'verdict.asked': 'is waiting for a verdict',
  'clock.breached': 'has waited too long for an answer',
};

/** N6. What happened, for a chat. */
export function announcement(notices: readonly Notification<AnnouncedEvent>[], boardUrl: string): string {
  return chatText(
    notices.map(({ event }) => lineOf(event)),
    boardUrl,
  );
}

function lineOf(event: AnnouncedEvent): string {
  if (event.type === 'release.cut') return chatLine(`Release ${event.release} was cut: ${countsText(event)}.`);
  const { type, title, requestId, release, backend, step, outcome, change, downtime } = event;
  const details = [
    change,
    ...(release === undefined ? [] : [`release ${release}`]),
    ...(/^(deployment|downtime)\./.test(type) && backend !== undefined ? [`on ${backend}`] : []),
    ...(step === undefined || step === title ? [] : [`step ${step}`]),
  ];
  const how = (outcome ?? downtime) === undefined ? '' : `: ${(outcome ?? downtime ?? '').replaceAll('_', ' ')}`;
  return chatLine(`${title} (request ${requestId}; ${details.join('; ')}) ${words[type]}${how}.`);
}
