import { formFields } from '#contexts/intake/domain/form/all.ts';
import { coversGroup } from '#contexts/intake/domain/form/instructions.ts';
import { DAY } from '#kernel/time.ts';
import { ask, askedIn } from '#contexts/intake/pages/form/ask.ts';
import type { FormValues, FormView } from '#contexts/intake/pages/form/form-view.ts';
import { html, type Html } from '#html/markup.ts';
import { distanceText, instantText } from '#html/times.ts';

type Filled = Readonly<{ values: FormValues; view: FormView }>;

export function aboutYou(filled: Filled): Html {
  return html`<fieldset><legend>You</legend>
${ask(askedIn('you', formFields), filled)}</fieldset>`;
}

export function whatToTest(filled: Filled): Html {
  return html`<fieldset><legend>What to test</legend>
${ask(askedIn('what', formFields), filled)}</fieldset>`;
}

export function feature(filled: Filled): Html {
  const asked = askedIn('feature', formFields);
  const problem = filled.values.problem('feature');
  const open = problem !== undefined || filled.values.isTouched(asked);
  return html`<fieldset id="f-feature"><legend>Feature</legend><details${open ? html` open` : undefined}><summary>Only for a feature with third-party APIs</summary>
${problem === undefined ? undefined : html`<p class="problem">${problem}</p>`}
${ask(asked, filled)}</details></fieldset>`;
}

export function instructions(filled: Filled): Html {
  const problem = filled.values.problem('docCovers');
  return html`<fieldset><legend>Instructions</legend>
${ask(askedIn('instructions', formFields), filled)}<fieldset id="f-docCovers"><legend>${coversGroup.label}</legend>${problem === undefined ? undefined : html`<span class="problem">${problem}</span>`}
${ask(askedIn('covers', formFields), filled)}<p class="quiet small">It should also say what the job writes when some items fail: nothing at all, or everything else.</p></fieldset>
${ask(askedIn('local_test', formFields), filled)}</fieldset>`;
}

export function release(filled: Filled): Html {
  const asked = askedIn('release', formFields);
  const isChoice = ([, { input }]: (typeof asked)[number]): boolean => input.as === 'release';
  return html`<fieldset><legend>Release</legend>
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
  return html`<fieldset><legend>More</legend><details${filled.values.isTouched(asked) ? html` open` : undefined}><summary>Resubmission, backend, group</summary>
${ask(asked, filled)}</details></fieldset>`;
}
