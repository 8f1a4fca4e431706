import { formFields } from '#contexts/intake/domain/form/all.ts';
import { coversGroup } from '#contexts/intake/domain/form/instructions.ts';
import { DAY } from '#kernel/time.ts';
import { isKind } from '#contexts/intake/domain/form/asked-of.ts';
import { ask, askedIn, askWithin, forKinds } from '#contexts/intake/pages/form/ask.ts';
import type { FormValues, FormView } from '#contexts/intake/pages/form/form-view.ts';
import { html, type Html } from '#html/markup.ts';
import { distanceText, instantText } from '#html/times.ts';

type Filled = Readonly<{ values: FormValues; view: FormView }>;

/** I12. The first step; all else follows from it. The button leads to the questions of the chosen kind, also without a script. */
export function kindOfRequest(filled: Filled): Html {
  const { view } = filled;
  const asked = askedIn('what', formFields).filter(([name]) => name === 'kind');
  return html`<fieldset><legend>What is to be tested</legend>
${ask(asked, filled)}<p><button${isKind(view.fields.get('kind')) ? html` class="quiet"` : undefined} name="next" value="1" formnovalidate formaction="${view.action}#f-pullRequest">Continue</button></p></fieldset>`;
}

export function aboutYou(filled: Filled): Html {
  return html`<fieldset${forKinds('contributor', filled.view)}><legend>You</legend>
${ask(askedIn('you', formFields), filled)}</fieldset>`;
}

export function whatToTest(filled: Filled): Html {
  const asked = askedIn('what', formFields).filter(([name]) => name !== 'kind');
  return html`<fieldset${forKinds('what', filled.view)}><legend>Where it is</legend>
${ask(asked, filled)}</fieldset>`;
}

export function feature(filled: Filled): Html {
  const problem = filled.values.problem('feature');
  return html`<fieldset id="f-feature"${forKinds('feature.testSteps', filled.view)}><legend>Feature</legend>
${problem === undefined ? undefined : html`<p class="problem">${problem}</p>`}
${askWithin(askedIn('feature', formFields), filled)}</fieldset>`;
}

export function instructions(filled: Filled): Html {
  const problem = filled.values.problem('docCovers');
  return html`<fieldset${forKinds('instructionsDoc', filled.view)}><legend>Instructions</legend>
${ask(askedIn('instructions', formFields), filled)}<fieldset id="f-docCovers"${forKinds('docCovers.recovery', filled.view)}><legend>${coversGroup.label}</legend>${problem === undefined ? undefined : html`<span class="problem">${problem}</span>`}
${askWithin(askedIn('covers', formFields), filled)}<p class="quiet small">It should also say what the job writes when some items fail: nothing at all, or everything else.</p></fieldset>
${ask(askedIn('local_test', formFields), filled)}</fieldset>`;
}

export function release(filled: Filled): Html {
  const asked = askedIn('release', formFields);
  const isChoice = ([, { input }]: (typeof asked)[number]): boolean => input.as === 'release';
  return html`<fieldset${forKinds('targetRelease', filled.view)}><legend>Release</legend>
${ask(asked.filter(isChoice), filled)}${nearCutoff(filled)}
${ask(
  asked.filter((one) => !isChoice(one)),
  filled,
)}</fieldset>`;
}

function nearCutoff({ values, view: { releases, when } }: Filled): Html | undefined {
  const chosen = releases.find(({ name }) => name === values.field('targetRelease').value);
  if (chosen === undefined || chosen.hardCutoff - when.now >= 7 * DAY) return undefined;
  return html`<div class="note wait" role="status"><p><strong>The cutoff is near:</strong> ${chosen.name} is cut ${instantText(chosen.hardCutoff, when.timeZone)}, ${distanceText(chosen.hardCutoff, when.now)}. A request that is not fully tested by then moves to the next release.</p></div>`;
}

export function more(filled: Filled): Html {
  const asked = askedIn('more', formFields);
  return html`<fieldset${forKinds('more', filled.view)}><legend>More</legend><details${filled.values.isTouched(asked) ? html` open` : undefined}><summary>Resubmission, backend, group</summary>
${ask(asked, filled)}</details></fieldset>`;
}
