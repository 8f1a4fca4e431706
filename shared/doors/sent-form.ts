import { isAsked, isKind } from '#contexts/intake/domain/form/asked-of.ts';
import { MOST_JOBS } from '#contexts/intake/domain/form.ts';
import type { Problem } from '#contexts/intake/domain/submission.ts';
import { readFormBody, type ReadForm } from './form-body.ts';
import { readTypedFields } from './typed-fields.ts';

/** What came from our own form page. */
export interface SentForm {
  /** The answers as the form's JSON shape. */
  form: unknown;
  /** The id that the page made for this sending. */
  deliveryId: string;
  /** What was pressed; `next` also when the sender has not seen the questions of the chosen kind. */
  button: Button | undefined;
  problems: Problem[];
  /** What the page shows next: everything that was typed, also what the chosen kind does not ask. */
  typed: (readonly [name: string, value: string])[];
  jobRows: number;
  /** Where on the page a problem of `form` stands: empty rows of jobs are no jobs. */
  pathOnPage: (path: string) => string;
}

/** Buttons of the form other than the one that sends it. */
type Button = (typeof buttons)[number];
const buttons = ['next', 'addJob', 'removeJob', 'check'] as const;
const ofThePage = [...buttons, 'shown'];

/** Programs that send the form by themselves have no `shown`: all that they send are answers. */
export function readSentForm(body: Buffer): SentForm {
  const fields = readTypedFields(body);
  const [kind = '', shown] = [fields.get('kind'), fields.get('shown')];
  const read = readFormBody(body, ofThePage, shown === undefined ? undefined : (name) => isAsked(name, kind));
  const pressed = buttons.find((name) => fields.has(name));
  const isUnseen = shown !== undefined && shown !== kind;
  const button = pressed ?? (isUnseen && isKind(kind) ? 'next' : undefined);
  const { rowOfJob } = read;
  return {
    form: read.value,
    deliveryId: fields.get('submissionId') ?? '',
    button,
    problems: button === 'next' && !isKind(kind) ? [...read.problems, NO_KIND] : read.problems,
    ...rowsAfter(button, fields.get('removeJob'), read),
    pathOnPage: (path) =>
      path.replace(/^jobs\[(\d+)\]/, (all, job: string) => (rowOfJob[Number(job)] === undefined ? all : `jobs[${rowOfJob[Number(job)]}]`)),
  };
}

/** Its questions cannot be shown before there is one. */
const NO_KIND: Problem = { path: 'kind', code: 'required', message: 'Choose one: the questions follow from it.' };

function rowsAfter(
  button: Button | undefined,
  removed: string | undefined,
  { typed, jobRows }: ReadForm,
): Pick<SentForm, 'typed' | 'jobRows'> {
  if (button === 'addJob') return { typed, jobRows: Math.max(jobRows, Math.min(MOST_JOBS, Math.max(jobRows, 1) + 1)) };
  if (button !== 'removeJob' || removed === undefined || !/^\d{1,2}$/.test(removed) || Number(removed) >= jobRows)
    return { typed, jobRows };
  return { typed: typed.flatMap(([name, value]) => withoutRow(name, value, Number(removed))), jobRows: jobRows - 1 };
}

/** Those behind it move up. */
function withoutRow(name: string, value: string, removed: number): [string, string][] {
  const row = /^jobs\[(\d+)\]/.exec(name)?.[1];
  if (row === undefined || Number(row) < removed) return [[name, value]];
  return Number(row) === removed ? [] : [[name.replace(/^jobs\[\d+\]/, `jobs[${Number(row) - 1}]`), value]];
}
