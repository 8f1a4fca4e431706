import { exchangeBlocks } from '#products/rehearsal/pages/exchanges.ts';
import type { Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, gatesNow, inTheirWords, jobsAsked, statusLink, warningsNow } from '#products/rehearsal/pages/mails/parts.ts';

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
