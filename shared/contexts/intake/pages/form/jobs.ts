import { jobFields as fieldsOfJob } from '#contexts/intake/domain/form/all.ts';
import { MOST_JOBS } from '#contexts/intake/domain/form.ts';
import { ask, askedIn, forKinds } from '#contexts/intake/pages/form/ask.ts';
import type { FormValues, FormView } from '#contexts/intake/pages/form/form-view.ts';
import { idOf } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';

type Filled = Readonly<{ values: FormValues; view: FormView }>;

export function jobFields(filled: Filled): Html {
  const { view, values } = filled;
  const rows = Array.from({ length: view.jobRows }, (_, row) => row);
  const problem = values.problem('jobs');
  return html`<div${forKinds('jobs', view)}><h2 id="f-jobs">Jobs</h2>
<p class="quiet">List them in the order in which they should run. A server action may have none.</p>
${problem === undefined ? undefined : html`<p class="problem">${problem}</p>`}
${rows.map((row) => oneJob(filled, row))}
${view.jobRows >= MOST_JOBS ? undefined : html`<p>${button('addJob', '1', `${view.action}#${nameOf(view.jobRows)}`, 'Add another job')}</p>`}</div>`;
}

/** A fragment keeps the reader's place, and the keyboard's, also where no script runs: it leads to the field to go on with. */
function button(name: string, value: string, leadsTo: string, label: string): Html {
  return html`<button class="quiet" name="${name}" value="${value}" formnovalidate formaction="${leadsTo}">${label}</button>`;
}

function nameOf(row: number): string {
  return idOf(`jobs[${row}].name`);
}

function oneJob(filled: Filled, row: number): Html {
  const { values, view } = filled;
  const prefix = `jobs[${row}].`;
  const asked = askedIn('job', fieldsOfJob, prefix).filter(
    ([name, { amongJobs }]) => amongJobs !== true || view.jobRows > 1 || values.isTouched([[name, {}]]),
  );
  const folded = askedIn('job_more', fieldsOfJob, prefix);
  const open = values.isTouched(folded) || values.problem(`${prefix}auditEvidence`) !== undefined;
  return html`<fieldset id="job-${row + 1}"><legend>Job ${row + 1}</legend>
${ask(asked, filled)}<details${open ? html` open` : undefined}><summary>Step, parameters, earlier audit</summary>
${ask(folded, filled)}</details>${view.jobRows === 1 ? undefined : html`<p>${button('removeJob', String(row), `${view.action}#${nameOf(Math.max(0, row - 1))}`, `Remove job ${row + 1}`)}</p>`}</fieldset>`;
}
