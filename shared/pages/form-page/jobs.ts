import { jobRoles } from '#domain/intake/submission.ts';
import { checkBox, selectField, textArea, textField } from '#pages/fields.ts';
import type { FormValues } from '#pages/form-page/form-view.ts';
import { html, type Html } from '#pages/html.ts';
import { roleLabels } from '#pages/labels.ts';
import { expectedOutputHint } from '#pages/link-page/action-fields.ts';

const folded = ['step', 'parameters', 'auditEvidence', 'auditEvidence.requestId', 'auditEvidence.step', 'dataReviewed'];

export function jobFields(values: FormValues, jobRows: number): Html {
  const rows = Array.from({ length: jobRows }, (_, row) => row);
  const problem = values.problem('jobs');
  return html`<h2 id="f-jobs">Jobs</h2>
<p class="quiet">In the order in which they should run. Not for a feature. To take a job out, empty its fields.</p>
${problem === undefined ? undefined : html`<p class="problem">${problem}</p>`}
${rows.map((row) => oneJob(values, row, jobRows))}
<p><button class="quiet" name="addJob" value="1" formnovalidate>Add another job</button></p>`;
}

function oneJob(values: FormValues, row: number, jobRows: number): Html {
  const at = (name: string): string => `jobs[${row}].${name}`;
  const roles = jobRoles.map((role) => [role, roleLabels[role]] as const);
  return html`<fieldset id="job-${row + 1}"><legend>Job ${row + 1}</legend>
<div class="two">
${textField({ ...values.field(at('name')), label: 'Class name', hint: 'Ends in Job, such as MigrateTopicJob.', max: 100, required: true })}
${selectField({ ...values.field(at('role'), 'other'), label: 'Role', options: roles, required: true })}
${textField({ ...values.field(at('module')), label: 'Module', hint: 'File of the job, such as topic_migration_jobs.', max: 104 })}
${jobRows === 1 && !values.isTouched([at('needs')]) ? undefined : textField({ ...values.field(at('needs')), label: 'Runs after', hint: 'Steps (class names, unless given) of this request, with commas between.' })}
</div>
${textArea({ ...values.field(at('expectedOutput')), label: 'Expected output', hint: expectedOutputHint, mono: true, rows: 4 })}
${checkBox({ ...values.tick(at('safeToRerun')), label: 'It is safe to run this job again after a failure' })}
${more(values, at)}</fieldset>`;
}

function more(values: FormValues, at: (name: string) => string): Html {
  const open = values.isTouched(folded.map(at));
  return html`<details${open ? html` open` : undefined}><summary>Step, parameters, earlier audit</summary>
${textField({ ...values.field(at('step')), label: 'Step', hint: 'A name of its own, where the same job runs twice; otherwise the class name.', max: 100 })}
${textArea({ ...values.field(at('parameters')), label: 'Parameters', hint: 'name=value, one a line.', mono: true, rows: 3 })}
<div class="two">
${textField({ ...values.field(at('auditEvidence.requestId')), problem: values.problem(at('auditEvidence.requestId')) ?? values.problem(at('auditEvidence')), label: 'Earlier request whose audit passed', hint: 'The request’s id, in place of an audit in this one.', max: 40 })}
${textField({ ...values.field(at('auditEvidence.step')), label: 'Step of that audit', max: 100 })}
</div>
${checkBox({ ...values.tick(at('dataReviewed')), label: 'I have reviewed the data that this job works on' })}
</details>`;
}
