import type { Writing } from '#pages/mails/mail-input.ts';
import { shortSha } from '#pages/text.ts';

export function mergedAt({ state: { merge } }: Writing): string {
  return merge === undefined ? '' : ` at ${shortSha(merge.sha)}`;
}
