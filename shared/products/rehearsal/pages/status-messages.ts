import type { StatusMessage } from '#html/document.ts';

/** What a page says after an action, by its code: an operation's name, or one of the few others. A code that is missing says that it was done. */
const messages: Readonly<Record<string, string>> = {
  mail_again: 'The mail goes out again within a few minutes.',
};

export function statusMessage(code: string): StatusMessage {
  return { text: Object.hasOwn(messages, code) ? (messages[code] ?? DONE) : DONE, tone: 'good' };
}

const DONE = 'Done.';
