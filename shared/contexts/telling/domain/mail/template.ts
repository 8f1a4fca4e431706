import type { z } from 'zod';

/** What the program knows of a template; its content has a file of the same name. A product's own may say more of themselves. */
export interface Template<About extends string = string, Question extends string = string> {
  /** N10. The kind of process whose state it tells; a notice is about none: what it tells, it brings along. */
  about: About | 'notice';
  /** What its effect carries beside its reader. */
  data: z.ZodObject;
  /** Its data, read out of the text that effects of earlier versions carry instead of it. */
  fromNote?: (note: string) => Readonly<Record<string, unknown>>;
  /** Whose links it brings when such a question is asked. */
  asks?: readonly Question[];
  /** N8. It tells of a promise that is at stake, of something that stands still, or is waited for in front of the screen. */
  urgent?: true;
  /** That something of the installation itself is wrong, or is no more. One that could not be delivered is no news: it would ring the next. */
  alarm?: true;
}

/** A product's, by name. */
export type Templates = Readonly<Record<string, Template>>;

export type NameIn<Table extends Templates> = keyof Table & string;

/** Those that a question of some kind is asked by. */
export type AskingIn<Table extends Templates> = {
  [T in NameIn<Table>]: Table[T] extends { asks: readonly string[] } ? T : never;
}[NameIn<Table>];

/** What a template's effect carries beside its reader. */
export type DataIn<Table extends Templates, T extends keyof Table> = z.output<Table[T]['data']>;

/** How templates of this shape are defined, a file each. */
export type Define<Shape extends Template> = <const T extends Shape>(template: T) => T;

/** A product gives it the shape of its own templates. */
export const define: Define<Template> = (template) => template;

/** Undefined for one that is no longer known. */
export function templateIn<Shape extends Template>(table: Readonly<Record<string, Shape>>, name: string): Shape | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Which template asks a question of some kind. */
export function askingIn<Table extends Templates>(table: Table): ReadonlyMap<string, AskingIn<Table>> {
  const all: [string, Template][] = Object.entries(table);
  return new Map(all.flatMap(([name, { asks = [] }]) => asks.map((kind) => [kind, name as AskingIn<Table>] as const)));
}
