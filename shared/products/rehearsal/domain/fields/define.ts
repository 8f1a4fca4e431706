import type { Submission } from '#contexts/intake/domain/submission.ts';
import type { AnswerDetails } from '#products/rehearsal/domain/commands.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Shipped } from '#products/rehearsal/domain/parts/shipped.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Duration, Instant } from '#kernel/time.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';

/** How pages put into words what a field or a consequence names. */
export interface Words {
  changeText(submission: Submission): string;
  relatedText(related: Related): string;
  durationText(duration: Duration): string;
}

/** Whose form it is, and how things stand for it. */
export interface Asking {
  state: Authored & Tested & Allocated & Shipped & Holdable;
  rules: Rules;
  question: Question;
  person: { id: string; name: string };
  now: Instant;
}

/** What an answer is read by. */
export interface Reading {
  state: Authored & Tested & Holdable;
  rules: Rules;
  now: Instant;
  /** What stood in the form before anybody typed; left out, nothing of it is read as a change. */
  before?: ReadonlyMap<string, string>;
}

interface TypedField {
  name: string;
  label: string;
  /** Said beside it when nothing was typed; left out, that means the usual. */
  missing?: string;
  /** Left out: always. */
  isShown?(asking: Asking): boolean;
  /** What is wrong with what was typed, as a sentence. */
  problem(value: string, reading: Reading): string | undefined;
  /** What the decision gets of it; called with something that was typed. */
  read(value: string, reading: Reading): Partial<AnswerDetails>;
}

export interface TextField extends TypedField {
  kind: 'text';
  hint(asking: Asking, words: Words): string;
  /** Characters. */
  max?: number;
}

export interface ProseField extends TypedField {
  kind: 'prose';
  hint: string;
}

export interface ChoiceField extends TypedField {
  kind: 'choice';
  /** Values with what people read; undefined: nothing is known to choose from, so it is typed. */
  options(asking: Asking, words: Words): readonly (readonly [value: string, label: string])[] | undefined;
  initial?(asking: Asking): string | undefined;
  /** Characters, where it is typed. */
  max?: number;
}

/** G7: which gates are waived. */
interface GatesField {
  kind: 'gates';
}

/** A9: of which approved jobs it is told. `untold`: those of which nothing was told are chosen at first. */
export interface JobsField {
  kind: 'jobs';
  chosen: 'untold' | 'none';
}

/** Q2: what the contributor may change of their answers. */
interface EditsField {
  kind: 'edits';
}

/** What a form has beside the code and the comment. Pages draw it and the border reads it, each by a table of these kinds. */
export type Field = TextField | ProseField | ChoiceField | GatesField | JobsField | EditsField;
export type FieldKind = Field['kind'];
export type FieldOf<K extends FieldKind> = Extract<Field, { kind: K }>;
