import type { Channel } from '#contexts/telling/ports/channel.ts';

/** Hands one mail for one recipient to the mail server (N1). Its responses are masked: no address is in them. */
export type Mailer = Channel<OutgoingMail>;

export interface MailAddress {
  /** What people see; may be empty. */
  name: string;
  address: string;
}

export interface OutgoingMail {
  /** With its angle brackets: `<…@…>`. */
  messageId: string;
  from: MailAddress;
  to: MailAddress;
  subject: string;
  text: string;
  html: string;
  /** Message-IDs that put every mail of a request into one thread, oldest first. */
  inReplyTo?: string;
  references?: readonly string[];
  /** Further headers, such as `Auto-Submitted`; none that names people, subject, threading or content. */
  headers?: Readonly<Record<string, string>>;
}
