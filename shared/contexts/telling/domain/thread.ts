import type { Subject } from '#kernel/subject.ts';

/**
 * N10. A mail belongs to two things, which are almost always one.
 *
 * - Its **subject** is whose record it is on: that process's state is what the letter tells, and knows its reader's address; that ledger keeps it.
 * - Its **thread** is what it is about: `about`, and where the effect names nothing, the subject.
 *
 * They part in one place: what a contributor is told of a release (C3, C4) is in the release's thread, and on the record of one of their own
 * requests, for nothing else knows their address. `whose` sees to it that it is theirs.
 */
export function threadOf({ about }: { about?: Subject }, subject: Subject): Subject {
  return about ?? subject;
}

/**
 * The Message-ID that every mail of a thread refers to, whether or not there is such a mail and whether or not it reached this person. The
 * threads of requests go by their ids alone: mails of before there were others are in them.
 */
export function threadId({ kind, id }: Subject, domain: string): string {
  return `<${kind === 'request' ? id : `${kind}-${id}`}@${domain}>`;
}

/** N1. The same mail has the same name, however often it is sent. */
export function messageId(key: string, domain: string): string {
  return `<${key}@${domain}>`;
}
