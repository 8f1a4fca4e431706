import { limitOf } from '#contexts/intake/domain/form/field.ts';
import { instructionFields } from '#contexts/intake/domain/form/instructions.ts';
import { jobFields } from '#contexts/intake/domain/form/job.ts';
import { reasonFields } from '#contexts/intake/domain/form/reasons.ts';
import { editableOf } from '#products/rehearsal/domain/editable.ts';
import type { Asking } from '#products/rehearsal/domain/fields/define.ts';
import { comingReleases } from '#products/rehearsal/domain/fields/releases.ts';
import { selectField, textArea, textField } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import { typedIn, type Typed } from '#html/typed.ts';

/** Q2: what the contributor may change with their answer. */
export function editFields(asking: Asking, typed: Typed): Html {
  const { jobs } = asking.state.submission;
  const { outputs } = editableOf(asking.state);
  const document = instructionFields.instructionsDoc;
  return html`<h2>What you may change</h2>
<p class="quiet">Leave what is already right as it is.</p>
${textField({ ...typedIn(typed, 'instructionsDoc'), label: document.label, ...document.input, ...limitOf(document) })}
${textArea({ ...typedIn(typed, 'reason'), label: reasonFields.reason.label, rows: reasonFields.reason.input.rows })}
${releaseField(asking, typed)}
${jobs.map((job, index) =>
  !outputs.includes(job.step)
    ? html`<p class="quiet">The expected output of ${job.step} stays as it was reviewed, because the job has started.</p>`
    : textArea({
        ...typedIn(typed, `jobs[${index}].expectedOutput`),
        label: `Expected output of ${job.step}`,
        rows: Math.min(12, job.expectedOutput.length + 2),
        mono: true,
        hint: jobFields.expectedOutput.hint,
      }),
)}`;
}

/** A list where the calendar has releases to come, with the one that is named now; otherwise free text. */
function releaseField(asking: Asking, typed: Typed): Html {
  const field = { ...typedIn(typed, 'targetRelease'), label: reasonFields.targetRelease.label };
  const coming = new Map(comingReleases(asking));
  if (coming.size === 0) return textField({ ...field, ...limitOf(reasonFields.targetRelease), required: false });
  const names = new Set([asking.state.submission.targetRelease ?? '', ...coming.keys()]);
  const options = [...names].map((name) => [name, coming.get(name) ?? (name === '' ? 'none named' : name)] as const);
  return selectField({ ...field, options, required: false });
}
