import type { DocumentRef } from '#contracts/documents.ts';
import { documentId } from '#application/document-id.ts';
import type { System } from '#application/system.ts';

export function releaseRef(system: System, name: string): DocumentRef<'releases'> {
  return { collection: 'releases', id: documentId(system, name) };
}
