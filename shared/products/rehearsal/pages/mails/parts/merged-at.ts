import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { shortSha } from '#html/text.ts';

export function mergedAt({ state: { merge } }: Writing): string {
  return merge === undefined ? '' : ` at ${shortSha(merge.sha)}`;
}
