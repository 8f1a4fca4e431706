import type { Collections } from '#kernel/store/collections.ts';

/** When a document of this collection may go. Undefined: it stays. */
export function expiryOf(
  { retention }: Pick<Collections, 'retention'>,
  collection: string,
  field: (name: string) => unknown,
): number | undefined {
  const declared = retention[collection];
  const since = declared === undefined ? undefined : field(declared.since);
  return declared !== undefined && typeof since === 'number' ? since + declared.keep : undefined;
}
