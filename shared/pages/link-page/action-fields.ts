import { choosableReleases } from '#domain/calendar/named.ts';
import { changeFields } from '#domain/intake/form/change.ts';
import { limitOf } from '#domain/intake/form/field.ts';
import { instructionFields } from '#domain/intake/form/instructions.ts';
import { jobFields } from '#domain/intake/form/job.ts';
import { reasonFields } from '#domain/intake/form/reasons.ts';
import { editableOf } from '#domain/request/editable.ts';
import { mayTakeOver } from '#domain/request/related.ts';
import { ableAdmins } from '#domain/request/authors.ts';
import { actionRules } from '#domain/request/questions.ts';
import { changeText, relatedText } from '#pages/about.ts';
import { idOf, selectField, textArea, textField } from '#pages/fields.ts';
import { waiveFields } from '#pages/link-page/waive-fields.ts';
import { html, type Html } from '#pages/html.ts';
import { needsOverride } from '#domain/request/judgements.ts';
import { productionFields } from '#pages/link-page/production.ts';
import { jobAsked, type LinkView } from '#pages/link-page/link-view.ts';

/** What was typed (or stands there at first), and what is wrong with it, by field name. */
export interface Typed {
  values: ReadonlyMap<string, string>;
  problems: ReadonlyMap<string, string>;
}

/** Every field of this action's form, the code first: it is in the mail that was just read. */
export function actionFields(view: LinkView, typed: Typed): Html {
  return html`${codeField(typed)}${commentField(view, typed)}${extraFields(view, typed)}`;
}

export function problemSummary({ problems }: Typed): Html | undefined {
  if (problems.size === 0) return undefined;
  return html`<div class="note bad" role="alert"><p><strong>Nothing was decided yet:</strong></p><ul>${[...problems].map(
    ([field, problem]) => html`<li>${field === '' ? problem : html`<a href="#${idOf(field)}">${problem}</a>`}</li>`,
  )}</ul></div>`;
}

export function codeField(typed: Typed, key = 'code'): Html {
  return textField({
    ...of(typed, 'code'),
    key,
    label: 'Confirmation code',
    hint: 'The six digits in the mail with this link.',
    className: 'code',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    max: 20,
    required: true,
  });
}

function commentField({ action }: LinkView, typed: Typed): Html {
  const { needs } = actionRules[action];
  return textArea({ ...of(typed, 'comment'), label: needs ?? 'Comment', required: needs !== undefined, rows: 3 });
}

function extraFields(view: LinkView, typed: Typed): Html | undefined {
  switch (view.action) {
    case 'accept':
      return backendField(view, typed);
    case 'assign':
      return assigneeField(view, typed);
    case 'waive':
      return waiveFields(view, typed);
    case 'defer':
      return releaseField(view, typed, 'release', 'Defer to release');
    case 'approve':
      return needsOverride(jobAsked(view)) ? overrideField(typed) : undefined;
    case 'it_ran':
    case 'it_failed':
    case 'not_run':
      return productionFields(view, typed);
    case 'continue':
      return pullRequestField(view, typed);
    case 'take_over':
      return takeOverField(view, typed);
    case 'answer':
    case 'edit':
      return editFields(view, typed);
    default:
      return undefined;
  }
}

/** I19. */
function pullRequestField({ state }: LinkView, typed: Typed): Html {
  return textField({
    ...of(typed, 'pullRequest'),
    label: 'Pull request at which it goes on',
    hint: `Its address, in the same repository; it is at ${changeText(state.submission)} now.`,
    ...limitOf(changeFields.pullRequest),
    required: true,
  });
}

function takeOverField({ state }: LinkView, typed: Typed): Html {
  const earlier = mayTakeOver(state);
  const field = of(typed, 'takeOver', earlier[0]?.requestId);
  return selectField({
    ...field,
    label: 'Request that goes on here',
    options: earlier.map((one) => [one.requestId, relatedText(one)] as const),
    required: true,
  });
}

function backendField({ state, rules }: LinkView, typed: Typed): Html {
  const field = of(typed, 'backend', state.backend);
  return selectField({ ...field, label: 'Backend', options: rules.backends.map(({ slug }) => [slug, slug] as const), required: true });
}

function assigneeField({ state, rules, person }: LinkView, typed: Typed): Html {
  const admins = ableAdmins(rules.people, state);
  const field = of(typed, 'assignee', person.id);
  const options = admins.map(({ id, name }) => [id, id === person.id ? `${name} (you)` : name] as const);
  return selectField({ ...field, label: 'Assign to', options, required: true });
}

/** A list where the calendar has releases to come, otherwise free text. */
function releaseField({ rules, when, state }: LinkView, typed: Typed, name: string, label: string): Html {
  const releases = choosableReleases(rules, when.now).filter(({ hardCutoff }) => hardCutoff > when.now);
  const estimates = new Set(releases.filter(({ estimated }) => estimated).map(({ name: release }) => release));
  const coming = releases.map(({ name: release }) => release);
  const field = of(typed, name);
  if (coming.length === 0) return textField({ ...field, label, ...limitOf(reasonFields.targetRelease), required: name === 'release' });
  const now = state.submission.targetRelease;
  const options = [...new Set([...(name === 'release' ? [] : [now ?? '']), ...coming])].filter(
    (release) => name !== 'release' || release !== now,
  );
  return selectField({
    ...field,
    label,
    options: options.map(
      (release) => [release, release === '' ? 'none named' : estimates.has(release) ? `${release} (estimate)` : release] as const,
    ),
    required: name === 'release',
  });
}

function overrideField(typed: Typed): Html {
  return textArea({
    ...of(typed, 'overrideReason'),
    label: 'Why is the output good all the same?',
    rows: 3,
    required: true,
    hint: 'The output is not as expected. Your reason stays on the record, in place of the comparison.',
  });
}

/** Q2: what the contributor may change with their answer. */
function editFields(view: LinkView, typed: Typed): Html {
  const { jobs } = view.state.submission;
  const { outputs } = editableOf(view.state);
  const document = instructionFields.instructionsDoc;
  return html`<h2>What you may change</h2>
<p class="quiet">Leave as it is what is right already.</p>
${textField({ ...of(typed, 'instructionsDoc'), label: document.label, ...document.input, ...limitOf(document) })}
${textArea({ ...of(typed, 'reason'), label: reasonFields.reason.label, rows: reasonFields.reason.input.rows })}
${releaseField(view, typed, 'targetRelease', reasonFields.targetRelease.label)}
${jobs.map((job, index) =>
  !outputs.includes(job.step)
    ? html`<p class="quiet">The expected output of ${job.step} stays as it was reviewed: it has begun to run.</p>`
    : textArea({
        ...of(typed, `jobs[${index}].expectedOutput`),
        label: `Expected output of ${job.step}`,
        rows: Math.min(12, job.expectedOutput.length + 2),
        mono: true,
        hint: jobFields.expectedOutput.hint,
      }),
)}`;
}

function of({ values, problems }: Typed, name: string, otherwise = ''): { name: string; value: string; problem: string | undefined } {
  return { name, value: values.get(name) ?? otherwise, problem: problems.get(name) };
}
