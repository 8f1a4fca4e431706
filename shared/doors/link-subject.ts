import { requestOf, theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import type { Subject } from '#kernel/subject.ts';

const word = /^[a-z0-9_-]{1,100}$/;

/** A subject as links and codes say it: `change~ab12`. Requests came first, and stand by their id alone: links that were mailed go on working. */
export function subjectText(subject: Subject): string {
  const requestId = requestOf(subject);
  const parts = requestId === undefined ? [subject.kind, subject.id] : [requestId];
  for (const part of parts) if (!word.test(part)) throw new TypeError(`not fit for a link: ${JSON.stringify(part)}`);
  return parts.join('~');
}

/** Undefined for what no subject is written like. */
export function readSubject(text: string): Subject | undefined {
  const [first = '', id, ...more] = text.split('~');
  if (more.length > 0 || ![first, id ?? first].every((part) => word.test(part))) return undefined;
  if (id === undefined) return theRequest(first);
  // A request has one spelling only.
  return first === 'request' ? undefined : { kind: first, id };
}
