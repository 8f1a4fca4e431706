import type { DocumentRef } from '#contracts/documents.ts';
import type { Subject } from '#kernel/subject.ts';
import { documentId } from '#application/document-id.ts';
import type { System } from '#application/system.ts';

/** The release, as what belongs to it names it. */
export function theRelease(system: System, name: string): Subject {
  return { kind: 'release', id: documentId(system, name) };
}

export function releaseRef(system: System, name: string): DocumentRef<'releases'> {
  return { collection: 'releases', id: documentId(system, name) };
}
