import { docParts, requestKinds, runModes } from '#domain/intake/submission.ts';
import { DAY } from '#domain/time.ts';
import { checkBox, selectField, textArea, textField } from '#pages/fields.ts';
import type { FormValues, FormView } from '#pages/form-page/form-view.ts';
import { html, type Html } from '#pages/html.ts';
import { docPartLabels, kindLabels, modeLabels } from '#pages/labels.ts';
import { distanceText, instantText } from '#pages/times.ts';

export function aboutYou(values: FormValues): Html {
  return html`<fieldset><legend>You</legend>
${textField({ ...values.field('contributor.name'), label: 'Your name', autocomplete: 'name', max: 100, required: true })}
<div class="two">
${textField({ ...values.field('contributor.email'), label: 'E-mail address', type: 'email', autocomplete: 'email', hint: 'You are mailed a link there, to confirm that it is yours.', max: 254, required: true })}
${textField({ ...values.field('contributor.githubLogin'), label: 'GitHub name', autocomplete: 'username', hint: 'Without @.', max: 39, required: true })}
</div></fieldset>`;
}

export function whatToTest(values: FormValues): Html {
  return html`<fieldset><legend>What to test</legend>
${selectField({ ...values.field('kind', 'new_job'), label: 'Kind', options: requestKinds.map((kind) => [kind, kindLabels[kind]] as const), required: true })}
${textField({ ...values.field('pullRequest'), label: 'Pull request', type: 'url', hint: 'Its address, such as https://github.com/owner/repository/pull/123.', max: 500, required: 'sometimes' })}
${textField({ ...values.field('ref'), label: 'Branch', hint: 'Only for an existing job or a server action without a pull request, such as develop.', max: 200, required: 'sometimes' })}
${textArea({ ...values.field('reason'), label: 'Reason', hint: 'Why must it run? Needed for an existing job, and for a branch. Where a model changes: does data that is already stored need a job, too?', rows: 3, required: 'sometimes' })}
</fieldset>`;
}

export function feature(values: FormValues): Html {
  const names = ['feature', 'feature.thirdPartyApis', 'feature.testSteps'];
  const problem = values.problem('feature');
  return html`<fieldset id="f-feature"><legend>Feature</legend><details${values.isTouched(names) ? html` open` : undefined}><summary>Only for a feature with third-party APIs</summary>
${problem === undefined ? undefined : html`<p class="problem">${problem}</p>`}
${textArea({ ...values.field('feature.thirdPartyApis'), label: 'Third-party APIs', hint: 'One a line.', rows: 2 })}
${textArea({ ...values.field('feature.testSteps'), label: 'Steps of the test', rows: 5 })}
</details></fieldset>`;
}

export function instructions(values: FormValues): Html {
  const problem = values.problem('docCovers');
  return html`<fieldset><legend>Instructions</legend>
${textField({ ...values.field('instructionsDoc'), label: 'Instructions document', type: 'url', hint: 'A Google Doc that the admins can open.', max: 500, required: true })}
<fieldset id="f-docCovers"><legend>The document covers</legend>${problem === undefined ? undefined : html`<span class="problem">${problem}</span>`}
${docParts.map((part) => checkBox({ ...values.tick(`docCovers.${part}`), label: docPartLabels[part] }))}
<p class="quiet small">It should also say what the job writes when some items fail: nothing at all, or the rest.</p></fieldset>
${checkBox({ ...values.tick('testedLocally'), label: 'I have tested it on my own machine', required: true })}
${textArea({ ...values.field('localProof'), label: 'Proof of the local test', hint: 'What you ran and saw, or a link to it.', rows: 3 })}
</fieldset>`;
}

export function release(values: FormValues, view: FormView): Html {
  const chosen = view.releases.find(({ name }) => name === values.field('targetRelease').value);
  const coming = view.releases.filter(({ hardCutoff, name }) => hardCutoff > view.when.now || name === chosen?.name);
  const field = values.field('targetRelease');
  const options = [
    ['', 'None named'] as const,
    ...coming.map(
      ({ name, hardCutoff, estimated }) =>
        [name, `${name}${estimated ? ' (estimate)' : ''}, cut ${distanceText(hardCutoff, view.when.now)}`] as const,
    ),
  ];
  const isSoon = chosen !== undefined && chosen.hardCutoff - view.when.now < 7 * DAY;
  return html`<fieldset><legend>Release</legend>
${view.releases.length === 0 ? textField({ ...field, label: 'Target release', max: 50 }) : selectField({ ...field, label: 'Target release', options })}
${isSoon ? html`<div class="note wait" role="status"><p><strong>The cutoff is near:</strong> ${chosen.name} is cut ${instantText(chosen.hardCutoff, view.when.timeZone)}, ${distanceText(chosen.hardCutoff, view.when.now)}. What is not fully tested by then moves to the next release.</p></div>` : undefined}
${checkBox({ ...values.tick('essential'), label: 'The release cannot do without it (essential)' })}
${textArea({ ...values.field('essentialReason'), label: 'Why it is essential', hint: 'Needed if it is.', rows: 2, required: 'sometimes' })}
</fieldset>`;
}

export function more(values: FormValues, { backends, defaultBackend }: FormView): Html {
  const names = ['resubmissionOf', 'whatWasFixed', 'backend', 'group', 'productionPlan'];
  const open = values.isTouched(names) || values.field('mode', 'deploy').value !== 'deploy' || values.problem('mode') !== undefined;
  return html`<fieldset><legend>More</legend><details${open ? html` open` : undefined}><summary>Resubmission, backend, group</summary>
${textField({ ...values.field('resubmissionOf'), label: 'Resubmission of', hint: 'Id of the earlier request.', max: 40 })}
${textArea({ ...values.field('whatWasFixed'), label: 'What was fixed since', hint: 'Needed with a resubmission.', rows: 3, required: 'sometimes' })}
<div class="two">
${selectField({ ...values.field('backend'), label: 'Backend', options: [['', `The usual one (${defaultBackend})`] as const, ...backends.map((slug) => [slug, slug] as const)] })}
${selectField({ ...values.field('mode', 'deploy'), label: 'Mode', options: runModes.map((mode) => [mode, modeLabels[mode]] as const) })}
</div>
${textField({ ...values.field('group'), label: 'Group', hint: 'The same words in each request of one larger move.', max: 100 })}
${textArea({ ...values.field('productionPlan'), label: 'Production plan of the group', hint: 'What is done in production once all of it has passed, and in which order. The newest one counts.', rows: 4 })}
</details></fieldset>`;
}
