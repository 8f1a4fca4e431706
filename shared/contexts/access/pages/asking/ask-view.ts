import type { AskField } from '#contexts/access/contracts/ask-fields.ts';
import type { Choices } from '#contexts/access/pages/asking/choices.ts';
import type { OperationWords } from '#contexts/access/pages/asking/words.ts';

/** An operation that a page offers: whoever posts its form asks for it. */
export interface AskView {
  operation: string;
  words: OperationWords;
  /** What is typed. */
  fields: readonly AskField[];
  /** What there is to choose from, by the name of the field; whatever is not here is typed. */
  choices?: Choices;
  /** What the page has filled in, shown to nobody. */
  values: ReadonlyMap<string, string>;
  /** Fields that this form asks for, though its operation could do without: left empty it would mean something else. */
  needs?: readonly string[];
  /** Where the browser is led once it is done. */
  back: string;
  /** Of this form alone: sent twice, it is asked for once. */
  form: string;
  /** Proves to us that the form is of one of our pages, where the session has something to prove it by. */
  proof?: string;
  /** W4. Why the reader may not, and who may give them the right; then it is shown, and cannot be pressed. */
  refused?: string | undefined;
}

/** Names of a form's own fields; no operation has one that begins so. */
export const OWN = { given: '_given', back: '_back', form: '_form', sure: '_sure', proof: '_proof', needs: '_needs' } as const;

export const askPath = '/do/';
