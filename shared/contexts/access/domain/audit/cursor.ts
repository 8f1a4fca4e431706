import type { DocumentRef } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';

/** The two lists that the log is made of; of one instant the first comes first. */
export const segments = ['history', 'ringing'] as const;
export type Segment = (typeof segments)[number];

/** The entry that a page ended with. */
export interface AuditCursor {
  at: Instant;
  segment: Segment;
  ref: DocumentRef;
}

const FORM = /^(history|ringing)~([A-Za-z]{1,40})~([A-Za-z0-9._:@-]{1,300})~([A-Za-z0-9._:@-]{1,300})$/;

/** As callers give it back. */
export function cursorText({ at, segment, ref }: AuditCursor): { value: Instant; id: string } {
  return { value: at, id: [segment, ref.collection, ref.parent ?? '', ref.id].join('~') };
}

/** Undefined: none of ours. */
export function cursorIn({ value, id: text }: { value: Instant; id: string }): AuditCursor | undefined {
  const [, segment, collection = '', parent = '', id = ''] = FORM.exec(text) ?? [];
  if (segment !== 'history' && segment !== 'ringing') return undefined;
  return { at: value, segment, ref: { collection, parent, id } };
}
