/**
 * Hands one mail for one recipient to the mail server (N1).
 *
 * Promises: never throws for what mail servers and networks do; the outcome says what is known. Nothing is sent twice by
 * one call. Everything in the mail is fixed by the caller (deterministic Message-ID), so that sending it again after
 * `unknown` gives receivers the means to see that it is the same mail. The caller retries and keeps the ledger.
 */
export interface Mailer {
  send(mail: OutgoingMail): Promise<MailOutcome>;
}

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

/**
 * `accepted`: the server has taken it. `rejected`: it was certainly not taken; `permanent` tells that the same mail will
 * be refused again. `unknown`: the connection was lost after the whole text had been sent and before the answer, so that
 * nobody can know. `response` is one line of at most 300 characters with addresses masked, fit for ledger and log.
 */
export type MailOutcome =
  | { state: 'accepted'; response: string }
  | { state: 'rejected'; response: string; permanent: boolean }
  | { state: 'unknown'; response: string };
