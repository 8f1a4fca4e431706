import type { Subject } from '#kernel/subject.ts';

/** What belongs to nothing narrower. */
export const theInstallation: Subject = { kind: 'installation', id: 'rehearsal' };

export function theRequest(id: string): Subject {
  return { kind: 'request', id };
}

/** The id of the request that it is; undefined for anything else. */
export function requestOf({ kind, id }: Subject): string | undefined {
  return kind === 'request' ? id : undefined;
}
