import type { DocumentRef } from '#kernel/store/tables.ts';
import type { Kernel } from '#kernel/system.ts';

/** A name that is unfit for an id is kept under its hash. */
export function releaseRef({ hash }: Pick<Kernel, 'hash'>, name: string): DocumentRef<'releases'> {
  const id = /^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/.test(name) ? name : `h-${hash(name).slice(0, 40)}`;
  return { collection: 'releases', id };
}
