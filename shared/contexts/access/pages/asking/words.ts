import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import type { Html } from '#html/markup.ts';
import type { When } from '#html/times.ts';

/** What a field is called beside its input. */
export interface FieldWords {
  label: string;
  hint?: string;
  /** What is chosen until somebody chooses. */
  preset?: string;
  /** Of what can be chosen. */
  options?: Readonly<Record<string, string>>;
}

/** What pages call an operation. */
export interface OperationWords {
  /** Of its button: a verb first. */
  label: string;
  /** What the page says once it is done. */
  done: string;
  /** What is said before it is done, where it cannot be taken back or reaches many: then it is asked once more. */
  sure?: string;
  /** It answers with something that is shown this once, such as a token. */
  answers?: true;
  /** How that is shown, where its names and values do not say it by themselves. */
  shown?: (answer: OperationAnswer, asked: ReadonlyMap<string, string>, when: When) => Html;
  /** Where "Go on" leads, where what was made has a page of its own. */
  leadsTo?: (answer: OperationAnswer) => string | undefined;
  /** It only shows what this one would do, which is offered beside the answer, with the same fields: those of the answer come before those that were typed. */
  before?: string;
  /** Where the general words do not fit. */
  fields?: Readonly<Record<string, FieldWords>>;
}

/** By the name of the operation. */
export type WordsTable = Readonly<Record<string, OperationWords>>;

export function wordsOf(table: WordsTable, operation: string): OperationWords {
  const words = Object.hasOwn(table, operation) ? table[operation] : undefined;
  return words ?? { label: inWords(operation), done: 'Done.' };
}

const general: Readonly<Record<string, FieldWords>> = {
  backend: { label: 'Backend' },
  why: { label: 'Reason', hint: 'It stays on the record.' },
  id: { label: 'Id' },
  key: { label: 'Key' },
  name: { label: 'Name', hint: 'Lower-case letters, digits and hyphens.' },
  workspace: { label: 'Workspace' },
  actions: { label: 'Actions', hint: 'One a line.' },
  days: { label: 'Valid for', hint: 'In days.' },
  email: { label: 'Mail address' },
  note: { label: 'Note', hint: 'It stays on the record.' },
  label: { label: 'What it is for', hint: 'As you call it; it is shown in lists.' },
};

export function fieldWords({ fields = {} }: OperationWords, name: string): FieldWords {
  return (
    (Object.hasOwn(fields, name) ? fields[name] : undefined) ??
    (Object.hasOwn(general, name) ? general[name] : undefined) ?? { label: inWords(name) }
  );
}

/** `inPlaceOf`: in place of. */
function inWords(name: string): string {
  return name.replace(/[A-Z_]/g, (letter) => (letter === '_' ? ' ' : ` ${letter.toLowerCase()}`));
}
