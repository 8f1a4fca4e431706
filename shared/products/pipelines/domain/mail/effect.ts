import { mailsOf, type Envelope, type MailIn } from '#contexts/telling/domain/mail/effect.ts';
import type { mailTemplates } from '#products/pipelines/kinds/templates/table.ts';

type Table = typeof mailTemplates;

/** To somebody of the settings, by their id. */
export type MailEffect = MailIn<Table, Envelope>;

/** The effect that sends it. Data that the template does not know does not compile. */
export const mailOf = mailsOf<Table, Envelope>();
