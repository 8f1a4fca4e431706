import type { DataIn, NameIn, Templates } from '#contexts/telling/domain/mail/template.ts';
import type { Subject } from '#kernel/subject.ts';

/** To whom a mail goes; a product's may say more of for whom it was wanted. */
export interface Envelope<About extends Subject = Subject> {
  /** Id of a person of the settings, or a name that the product knows, such as `contributor`. */
  to: string;
  /** N10. */
  about?: About;
  /** N8. Somebody has asked for it once more, and waits. */
  again?: true;
  /** W3. Its reader has just asked for it: it waits for no hour of the day, whatever they have said of quiet ones. */
  awaited?: true;
  /** N8. The operator who did, where no timeline says so. */
  orderedBy?: string;
}

/** A mail's effect, whatever its template is. */
export interface AnyMail extends Envelope {
  kind: 'send_mail';
  template: string;
}

type Nothing = Record<string, never>;

type KeyOf<Data> = Data extends Nothing ? never : keyof Data;

/** What any template carries. */
type Carried<Table extends Templates> = { [T in NameIn<Table>]: KeyOf<DataIn<Table, T>> }[NameIn<Table>];

/** A mail with what its template wants to know, and with nothing else. */
type OneMail<Table extends Templates, E extends Envelope, T extends NameIn<Table>> = E & { kind: 'send_mail'; template: T } & Pick<
    DataIn<Table, T>,
    KeyOf<DataIn<Table, T>>
  > & { [K in Exclude<Carried<Table>, KeyOf<DataIn<Table, T>>>]?: never };

/** A product's mails: one of its templates, in one of its envelopes. */
export type MailIn<Table extends Templates, E extends Envelope> = { [T in NameIn<Table>]: OneMail<Table, E, T> }[NameIn<Table>];

/** Nothing need be said where a template wants nothing. */
export type ToldIn<Table extends Templates, T extends NameIn<Table>> =
  DataIn<Table, T> extends Nothing
    ? [data?: Nothing]
    : Partial<DataIn<Table, T>> extends DataIn<Table, T>
      ? [data?: DataIn<Table, T>]
      : [data: DataIn<Table, T>];

/** How a product's mails are made. Data that the template does not know does not compile. */
export function mailsOf<Table extends Templates, E extends Envelope>() {
  return function mailOf<T extends NameIn<Table>>(template: T, envelope: E, ...[data]: ToldIn<Table, T>): MailIn<Table, E> {
    // What belongs together is checked where this is called: one template's data is no other's.
    return { kind: 'send_mail', template, ...envelope, ...data } as MailIn<Table, E>;
  };
}
