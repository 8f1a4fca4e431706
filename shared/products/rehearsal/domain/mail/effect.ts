import { mailsOf, type Envelope as AnyEnvelope, type MailIn, type ToldIn } from '#contexts/telling/domain/mail/effect.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import type { StandIn } from '#products/rehearsal/domain/stand-ins.ts';
import type { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';

/** N10. What a mail is about that is about no request: it has a thread and a ledger of its own. `id` is fit for a key. */
export interface About {
  kind: 'backend' | 'release' | 'pull_request' | 'installation' | 'account';
  id: string;
}

/** To whom, and for whom it was wanted: a person’s id, `contributor`, or `former_contributor` (I19). */
export interface Envelope extends AnyEnvelope<About> {
  /** I19. How many contributors had the request before the one for whom it was wanted; none when left out. */
  taker?: number;
  /** Hash of the contributor’s address for whom it was collected: the request may be somebody else’s by now (I19). */
  whose?: string;
  /** Q6. It goes to both. */
  standIn?: StandIn;
}

type Table = typeof mailTemplates;

export type MailEffect = MailIn<Table, Envelope>;

/** Nothing need be said where a template wants nothing. */
export type Told<T extends MailTemplate> = ToldIn<Table, T>;

/** The effect that sends it. Data that the template does not know does not compile. */
export const mailOf = mailsOf<Table, Envelope>();
