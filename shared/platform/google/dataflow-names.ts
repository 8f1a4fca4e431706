import { createHash } from 'node:crypto';
import type { JobOrder } from '#contexts/operations/ports/executor.ts';

/** The label that tells our runs from others under the same name. */
export const RUN_LABEL = 'rehearsal-run';

/**
 * R3: the one name under which a run is launched, whoever launches it. Dataflow keeps two active jobs of a project and region from having the
 * same name; what ends after 63 characters, or cannot be said in a-z, 0-9 and `-`, is told apart by a hash.
 */
export function jobNameOf(runId: string): string {
  return `rehearsal-${plain(runId, 50, '-')}`;
}

export function labelsOf({ id: runId, subject, ask }: JobOrder): Record<string, string> {
  return { [RUN_LABEL]: labelText(runId), [`rehearsal-${subject.kind}`]: labelText(subject.id), 'rehearsal-step': labelText(ask.step) };
}

/** Labels hold at most 63 of a-z, 0-9, `_` and `-`. */
export function labelText(text: string): string {
  return plain(text, 63, '_');
}

function plain(text: string, most: number, other: '-' | '_'): string {
  const allowed = other === '_' ? /[^a-z0-9_-]/g : /[^a-z0-9-]/g;
  const safe = text.toLowerCase().replaceAll(allowed, other);
  if (safe === text && text.length <= most && /[a-z0-9]$/.test(text)) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return `${safe.slice(0, most - 11)}-${hash}`;
}
