import type { Conversion } from '#kernel/store/conversion.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { theInstallation } from '#products/rehearsal/domain/named-subjects.ts';

/** Shape 2: an effect has a subject, whatever it is; in shape 1 it had a request or nothing. */
const withSubject: Conversion = ({ requestId, ...rest }) => ({ ...rest, subject: subjectOf(requestId, rest['effect']) });

function subjectOf(requestId: unknown, effect: unknown): object {
  if (typeof requestId === 'string') return { kind: 'request', id: requestId };
  const { about, release, change } = effect as {
    about?: object;
    release?: unknown;
    change?: { owner: string; repository: string; number: number };
  };
  if (about !== undefined) return about;
  if (typeof release === 'string') return { kind: 'release', id: release };
  if (change !== undefined) return { kind: 'pull_request', id: `${change.owner}-${change.repository}-${change.number}` };
  return theInstallation;
}

/** Kinds of effects that were, by what they are now. Timelines are hashed and stay as they were written: they go on naming the old ones. */
const formerKinds: Readonly<Record<string, OutboxDocument['kind']>> = { run_job: 'drive_operation', deploy_step: 'drive_operation' };

/** The kind by which an effect is found today that a timeline names so. */
export function kindOfToday(kind: OutboxDocument['kind']): OutboxDocument['kind'] {
  return formerKinds[kind] ?? kind;
}

/** Shape 3: one kind of effect drives every operation; in shape 2 a run had its own, and a step or the test ref of a turn another. */
const oneDriver: Conversion = (entry) => {
  const drives = driving[String(entry['kind'])];
  if (drives === undefined) return { ...entry };
  return { ...entry, kind: 'drive_operation', effect: { kind: 'drive_operation', ...drives(entry['effect'] as Former, entry) } };
};

/** Of both kinds, what there was of it. */
interface Former {
  kind: string;
  run?: string;
  fencing?: number;
  step?: string;
}

const driving: Readonly<Record<string, (effect: Former, entry: Readonly<Record<string, unknown>>) => object>> = {
  run_job: ({ kind: _kind, run, ...phase }) => ({ ...phase, operation: { of: 'run', id: run } }),
  deploy_step: ({ fencing, step }, { dispatches }) =>
    step === undefined
      ? { phase: 'launch', operation: { of: 'test_ref', id: 'test-ref', fencing } }
      : // What only the sweep takes up looks after a step that is silent.
        { phase: dispatches === 0 ? 'watch' : 'launch', operation: { of: 'step', id: step, fencing } },
};

export const outboxConversions: readonly Conversion[] = [withSubject, oneDriver];
