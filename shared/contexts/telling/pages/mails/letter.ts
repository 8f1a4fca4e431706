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

/** A letter about no process says itself what it is about. */
type NoticeContent = MailContent & Required<Pick<MailContent, 'about'>>;

/** What a template says, as its file writes it: `OfProcess` is what letters of a process are made of, `OfNone` what notices are. */
export type Letter<Table extends Templates, T extends NameIn<Table>, OfProcess, OfNone> = Table[T]['about'] extends 'notice'
  ? (writing: OfNone & { data: DataIn<Table, T> }) => NoticeContent
  : (writing: OfProcess & { data: DataIn<Table, T> }) => MailContent;

/** Each template has its letter, and each letter its template. */
export type Letters<Table extends Templates, OfProcess, OfNone> = { [T in NameIn<Table>]: Letter<Table, T, OfProcess, OfNone> };
