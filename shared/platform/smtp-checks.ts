import { isDeliverableAddress } from '#kernel/address.ts';
import type { OutgoingMail } from '#contexts/telling/ports/mailer.ts';

const messageIdForm = /^<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,200}@[A-Za-z0-9.-]{1,200}>$/;
const headerName = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
// Printable ASCII: whatever else a header of ours needs to say belongs into the text.
const headerValue = /^[\x20-\x7e]{0,900}$/;
const ownHeaders =
  /^(?:to|cc|bcc|from|sender|reply-to|subject|date|message-id|in-reply-to|references|return-path|received|mime-version|content-.*|resent-.*|dkim-.*|x-mailer)$/i;

/** Why this mail must not be handed to a server at all; undefined when nothing is wrong with it. */
export function faultOf(mail: OutgoingMail): string | undefined {
  if (!isDeliverableAddress(mail.to.address)) return 'the recipient is no deliverable address';
  if (!isDeliverableAddress(mail.from.address)) return 'the sender is no deliverable address';
  const ids = [mail.messageId, ...(mail.inReplyTo === undefined ? [] : [mail.inReplyTo]), ...(mail.references ?? [])];
  if (!ids.every((id) => messageIdForm.test(id))) return 'a Message-ID is malformed';
  for (const [name, value] of Object.entries(mail.headers ?? {})) {
    if (!headerName.test(name) || ownHeaders.test(name) || !headerValue.test(value))
      return `the header ${JSON.stringify(name)} is not allowed`;
  }
  return undefined;
}

/** X2. Control characters (line breaks among them) become spaces; characters that turn the writing direction, and invisible ones, go. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/g, '')
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
}
