import type { DocumentRef } from '#products/rehearsal/stored/documents.ts';
import { documentId } from '#products/rehearsal/app/document-id.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export function releaseRef(system: System, name: string): DocumentRef<'releases'> {
  return { collection: 'releases', id: documentId(system, name) };
}
