import type { DataIn, NameIn, Templates } from '#contexts/telling/domain/mail/template.ts';
import type { Block } from '#contexts/telling/pages/mails/blocks.ts';

/** What a template says. */
export interface MailContent {
  /** What it is about, for the subject: `review wanted`. */
  what: string;
  /** Stands in the subject where the process would; `name` behind it. */
  about?: { id: string; name: string };
  /** First line: what is asked or what happened. */
  first: string;
  /** Second line: by when, or what comes next. */
  second: string;
  body: Block[];
}

/** A mail about no process says itself what it is about. */
type NoticeContent = MailContent & Required<Pick<MailContent, 'about'>>;

/** What a template says, as its file writes it: `OfProcess` is what mails about a process are made of, `OfNone` what notices are. */
export type TemplateContent<Table extends Templates, T extends NameIn<Table>, OfProcess, OfNone> = Table[T]['about'] extends 'notice'
  ? (writing: OfNone & { data: DataIn<Table, T> }) => NoticeContent
  : (writing: OfProcess & { data: DataIn<Table, T> }) => MailContent;

/** Each template has its content, and each content its template. */
export type TemplateContents<Table extends Templates, OfProcess, OfNone> = {
  [T in NameIn<Table>]: TemplateContent<Table, T, OfProcess, OfNone>;
};
