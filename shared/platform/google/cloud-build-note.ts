import type { Seen, StepEnd } from '#contexts/operations/ports/executor.ts';
import type { LiveState } from '#contexts/operations/domain/state.ts';
import type { Build } from './cloud-build-client.ts';

const FAILED = new Set(['FAILURE', 'INTERNAL_ERROR', 'TIMEOUT', 'CANCELLED', 'EXPIRED']);

export function isUnderWay({ status }: Build): boolean {
  return status !== 'SUCCESS' && !FAILED.has(status ?? '');
}

/** R4, one to one. A status that this version does not know counts as at work: the step's time limit ends it. */
const states: Readonly<Record<string, LiveState>> = { QUEUED: 'pending', PENDING: 'preparing' };

export function seenOf(build: Build): Seen<StepEnd> {
  if (isUnderWay(build)) return { seen: 'under_way', state: states[build.status ?? ''] ?? 'executing' };
  return { seen: 'ended', passed: build.status === 'SUCCESS', note: noteOf(build) };
}

/** D2: the log first, so that it stays when a long note is cut. */
function noteOf({ id, status, logUrl, steps, statusDetail, failureInfo, startTime, finishTime }: Build): string {
  const why = failureInfo?.detail ?? statusDetail;
  const each = (steps ?? []).map(
    (step, index) =>
      `${index + 1} ${step.id ?? step.name ?? 'step'} ${step.status ?? 'not run'}${time(step.timing?.startTime, step.timing?.endTime)}`,
  );
  return [
    `Cloud Build ${id ?? ''} ${status ?? ''}${time(startTime, finishTime)}.`,
    ...(why === undefined || why === null || why === '' ? [] : [`${why.slice(0, 300)}.`]),
    ...(logUrl === undefined || logUrl === null ? [] : [`Log: ${logUrl}`]),
    ...(each.length === 0 ? [] : [`Steps: ${each.join('; ')}`]),
  ].join(' ');
}

function time(from: string | null | undefined, to: string | null | undefined): string {
  if (!from || !to) return '';
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  return Number.isFinite(seconds) ? ` (${seconds} s)` : '';
}
