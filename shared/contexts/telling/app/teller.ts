import type { Waiting } from '#contexts/telling/app/send-mail.ts';
import type { AnyMail } from '#contexts/telling/domain/mail/effect.ts';
import type { Recipient } from '#contexts/telling/domain/mail/reader.ts';
import type { Subject } from '#kernel/subject.ts';

/** N10. What a product knows of mails about its subjects; what they say, and how it looks, its pages know. */
export interface Teller<Mail extends AnyMail = AnyMail, State = unknown> {
  /** What is true of a subject, as far as mails tell it, and nothing of one that is no process. `known`: its state, where it was just read. Undefined: it is gone. */
  read(subject: Subject, known?: unknown): Promise<{ state?: State } | undefined>;
  /** N1: nobody whom the product does not know, and nothing that is no longer true. */
  recipientOf(mail: Waiting<Mail, State>): Recipient;
  /** N8: quiet hours do not hold it unless its reader wants them to. */
  isUrgent(mail: Waiting<Mail, State>): boolean;
}
