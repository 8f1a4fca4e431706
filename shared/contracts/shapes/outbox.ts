import type { Conversion } from '#contracts/shapes/conversion.ts';
import { theInstallation } from '#domain/subjects.ts';

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

export const outboxConversions: readonly Conversion[] = [withSubject];
