import type { StepSeen } from '#ports/deployer.ts';
import type { Build } from './cloud-build-client.ts';

const FAILED = new Set(['FAILURE', 'INTERNAL_ERROR', 'TIMEOUT', 'CANCELLED', 'EXPIRED']);

export function isUnderWay({ status }: Build): boolean {
  return status !== 'SUCCESS' && !FAILED.has(status ?? '');
}

/** A status that this version does not know counts as under way: the step's time limit ends it. */
export function seenOf(build: Build): StepSeen {
  if (isUnderWay(build)) return { seen: 'under_way' };
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
