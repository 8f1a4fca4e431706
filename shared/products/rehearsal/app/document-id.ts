import type { System } from '#products/rehearsal/app/system.ts';

/** A name as a document's id or part of a key; one that is unfit for it is kept under its hash. */
export function documentId(system: Pick<System, 'hash'>, name: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/.test(name) ? name : `h-${system.hash(name).slice(0, 40)}`;
}
