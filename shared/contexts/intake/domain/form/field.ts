import { z } from 'zod';
import type { RequestKind } from '../choices.ts';

/** How a field's text in our own form's body is read and written. */
export type Reads =
  | 'text'
  /** `on` or nothing; left out when not ticked. */
  | 'tick'
  /** Like `tick`, but false when not ticked. */
  | 'answer'
  | 'number'
  /** One a line. */
  | 'lines'
  /** Parted by commas. */
  | 'commas'
  /** `name=value`, one a line. */
  | 'pairs'
  /** One expected line each; see shared/doors/expected-output-text.ts. */
  | 'expected';

/** Where it stands on our own form page; within a section in the order of the table. */
export type Section = 'what' | 'feature' | 'instructions' | 'covers' | 'local_test' | 'release' | 'more' | 'you' | 'job' | 'job_more';

/** With what it is filled in. How long a text may be follows from the schema. */
type Input =
  | { as: 'line'; type?: 'email' | 'url'; autocomplete?: string }
  | { as: 'area'; rows: number; mono?: boolean }
  | { as: 'tick' }
  /** `inView`: all choices at once, instead of a list to open. */
  | { as: 'choice'; labels: Readonly<Record<string, string>>; inView?: true }
  /** Of what the installation has. */
  | { as: 'release' }
  | { as: 'backend' };

/** A question of the Google Form. Its title is what ties it to the field in forms that people have: it never changes. */
interface GoogleQuestion {
  title: string;
  help?: string;
  /** Titles of the choices. */
  choices?: Readonly<Record<string, string>>;
}

/** I4, I12. All that is known of one answer: its limits, its words and where it is asked. */
export interface Field<S extends z.ZodType = z.ZodType> {
  schema: S;
  section: Section;
  reads: Reads;
  input: Input;
  label: string;
  /** In a list of problems, where the label is a sentence or has its own beginning. */
  short?: string;
  hint?: string;
  /** And what is said beside it for one kind alone. */
  hintFor?: Partial<Readonly<Record<RequestKind, string>>>;
  /** `sometimes`: other answers decide, as the hint says. */
  required?: true | 'sometimes';
  /** What is chosen while nobody chose. */
  otherwise?: string;
  /** It shares its row of the page with its neighbours that do. */
  half?: true;
  /** A problem of the whole group that it is in stands beside it. */
  forGroup?: true;
  /** Asked only for these kinds; for all of them unless given. */
  only?: readonly RequestKind[];
  /** Asked only where a request has several jobs. */
  amongJobs?: true;
  /** Heading of the contributor's own words, in mails and on pages. */
  told?: string | ((said: { resubmissionOf?: string }) => string);
  google?: GoogleQuestion;
}

/** What has fields within, or is a list of such: a problem can be the whole one's, and the Google Form can ask it in one question. */
export interface Group {
  label: string;
  google?: GoogleQuestion;
}

export type Fields = Readonly<Record<string, Field>>;

/** Its words keep their own types, so that what is there is known to be there. */
export function field<S extends z.ZodType, const A extends Omit<Field, 'schema'>>(schema: S, about: A): { schema: S } & A {
  return { schema, ...about };
}

type SchemasOf<T extends Fields> = { [K in keyof T]: T[K]['schema'] };

/** What `z.strictObject` is made of. */
export function schemasOf<T extends Fields>(fields: T): SchemasOf<T> {
  return Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])) as SchemasOf<T>;
}

/** Without undefined values: stores keep none, and the types say so. */
export type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The answers to these fields, once they passed. */
export type AnswersOf<T extends Fields> = Defined<{ [K in keyof T]: z.infer<T[K]['schema']> }>;

/** Most characters that the field's schema takes; nothing for what is no text, or has no bound of its own. */
export function limitOf({ schema }: Pick<Field, 'schema'>): { max?: number } {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return inner instanceof z.ZodString && inner.maxLength !== null ? { max: inner.maxLength } : {};
}
