import type { ShownRelease } from '#contexts/calendar/domain/shown.ts';
import { formFields, formGroups, jobFields, jobGroups } from '#contexts/intake/domain/form/all.ts';
import type { Field } from '#contexts/intake/domain/form/field.ts';
import type { Problem } from '#contexts/intake/domain/submission.ts';
import { problemByField } from '#contexts/intake/pages/form/problems.ts';
import type { When } from '#html/times.ts';

/** What the parts of the form show. Fields are named as in the form's body: `contributor.name`, `jobs[0].role`. */
export interface FormView {
  /** Where the form is sent to. */
  action: string;
  fields: ReadonlyMap<string, string>;
  /** How many jobs have fields; at least one. */
  jobRows: number;
  problems: readonly Problem[];
  releases: readonly ShownRelease[];
  /** Slugs of the backends, and which one is taken when none is named. */
  backends: readonly string[];
  defaultBackend: string;
  when: When;
}

/** One field's value and problem, wherever it stands on the page. */
export interface FormValues {
  field: (name: string, otherwise?: string) => { name: string; value: string; problem: string | undefined };
  tick: (name: string) => { name: string; checked: boolean; value: 'on'; problem: string | undefined };
  problem: (name: string) => string | undefined;
  /** One of them is filled in (other than it is by itself) or wrong: then they must not be folded away. */
  isTouched: (fields: readonly (readonly [name: string, field: Pick<Field, 'otherwise'>])[]) => boolean;
}

export function formValues({ fields, problems }: Pick<FormView, 'fields' | 'problems'>, names: readonly string[]): FormValues {
  const wrong = problemByField(problems, names);
  return {
    field: (name, otherwise = '') => ({ name, value: fields.get(name) ?? otherwise, problem: wrong.get(name) }),
    tick: (name) => ({ name, checked: fields.get(name) === 'on', value: 'on', problem: wrong.get(name) }),
    problem: (name) => wrong.get(name),
    isTouched: (all) => all.some(([name, { otherwise = '' }]) => (fields.get(name) ?? otherwise) !== otherwise || wrong.has(name)),
  };
}

/** Every place on the page beside which a problem can stand. */
export function fieldNames(jobRows: number): string[] {
  const ofJob = [...jobFields.keys(), ...jobGroups.keys()];
  const rows = Array.from({ length: jobRows }, (_, row) => ofJob.map((name) => `jobs[${row}].${name}`));
  return [...formFields.keys(), ...formGroups.keys(), ...rows.flat()];
}
