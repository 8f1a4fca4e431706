import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import type { RequestMailInput } from '#products/rehearsal/pages/mails/write-mail.ts';

export interface WantedMail {
  template: MailTemplate;
  input: RequestMailInput;
}

/** Texts that people type, for stories that are told with any of them. */
export interface Words {
  name: string;
  prose: string;
  output: string;
}
