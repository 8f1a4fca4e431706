import { jobFields as fieldsOfJob } from '#contexts/intake/domain/form/all.ts';
import { ask, askedIn } from '#contexts/intake/pages/form/ask.ts';
import type { FormValues, FormView } from '#contexts/intake/pages/form/form-view.ts';
import { html, type Html } from '#html/markup.ts';

type Filled = Readonly<{ values: FormValues; view: FormView }>;

export function jobFields(filled: Filled): Html {
  const rows = Array.from({ length: filled.view.jobRows }, (_, row) => row);
  const problem = filled.values.problem('jobs');
  return html`<h2 id="f-jobs">Jobs</h2>
<p class="quiet">List them in the order in which they should run. Leave this out for a feature. To remove a job, empty its fields.</p>
${problem === undefined ? undefined : html`<p class="problem">${problem}</p>`}
${rows.map((row) => oneJob(filled, row))}
<p><button class="quiet" name="addJob" value="1" formnovalidate>Add another job</button></p>`;
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
${ask(folded, filled)}</details></fieldset>`;
}
