import type { DocumentRef } from '#contracts/documents.ts';
import type { System } from '#application/system.ts';

/** A name that is no document id is kept under its hash. */
export function releaseRef(system: System, name: string): DocumentRef<'releases'> {
  const id = /^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/.test(name) ? name : `h-${system.hash(name).slice(0, 40)}`;
  return { collection: 'releases', id };
}
