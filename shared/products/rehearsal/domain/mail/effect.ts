import type { DataOf, MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import type { StandIn } from '#products/rehearsal/domain/stand-ins.ts';

/** N10. What a mail is about that is about no request: it has a thread and a ledger of its own. `id` is fit for a key. */
export interface About {
  kind: 'backend' | 'release' | 'pull_request' | 'installation';
  id: string;
}

/** To whom, and for whom it was wanted. */
export interface Envelope {
  /** Person id, `contributor`, or `former_contributor` (I19). */
  to: string;
  /** I19. How many contributors had the request before the one for whom it was wanted; none when left out. */
  taker?: number;
  /** Hash of the contributor’s address for whom it was collected: the request may be somebody else’s by now (I19). */
  whose?: string;
  /** N10. */
  about?: About;
  /** Q6. It goes to both. */
  standIn?: StandIn;
  /** N8. Somebody has asked for it once more, and waits. */
  again?: true;
  /** N8. The operator who did, where no timeline says so. */
  orderedBy?: string;
}

type Nothing = Record<string, never>;

type NameOf<T extends MailTemplate> = DataOf<T> extends Nothing ? never : keyof DataOf<T>;

/** What any template carries. */
type Carried = { [T in MailTemplate]: NameOf<T> }[MailTemplate];

/** A mail with what its template wants to know, and with nothing else. */
type MailOf<T extends MailTemplate> = Envelope & { kind: 'send_mail'; template: T } & Pick<DataOf<T>, NameOf<T>> & {
    [K in Exclude<Carried, NameOf<T>>]?: never;
  };

export type MailEffect = { [T in MailTemplate]: MailOf<T> }[MailTemplate];

/** Nothing need be said where a template wants nothing. */
export type Told<T extends MailTemplate> =
  DataOf<T> extends Nothing ? [data?: Nothing] : Partial<DataOf<T>> extends DataOf<T> ? [data?: DataOf<T>] : [data: DataOf<T>];

/** The effect that sends it. Data that the template does not know does not compile. */
export function mailOf<T extends MailTemplate>(template: T, envelope: Envelope, ...[data]: Told<T>): MailEffect {
  // What belongs together is checked where this is called: one template's data is no other's.
  return { kind: 'send_mail', template, ...envelope, ...data } as MailEffect;
}
