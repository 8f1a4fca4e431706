import { exchangeBlocks } from '#pages/exchanges.ts';
import type { Block } from '#pages/mails/blocks.ts';
import type { Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, gatesNow, inTheirWords, jobsAsked, statusLink, warningsNow } from '#pages/mails/parts.ts';

export function wholeRequest(writing: Writing): Block[] {
  return [
    ...exchangeBlocks(writing),
    aboutRequest(writing),
    ...warningsNow(writing),
    ...inTheirWords(writing),
    ...jobsAsked(writing),
    ...gatesNow(writing),
    statusLink(writing),
  ];
}
