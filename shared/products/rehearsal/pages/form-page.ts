import { jobFields } from '#contexts/intake/pages/form/jobs.ts';
import { fieldNames, formValues } from '#contexts/intake/pages/form/form-view.ts';
import { problemSummary } from '#contexts/intake/pages/form/problems.ts';
import { forKinds } from '#contexts/intake/pages/form/ask.ts';
import { isKind } from '#contexts/intake/domain/form/asked-of.ts';
import { aboutYou, feature, instructions, kindOfRequest, more, release, whatToTest } from '#contexts/intake/pages/form/sections.ts';
import type { FormPageView } from '#products/rehearsal/pages/form-page/page-view.ts';
import { html, type Html } from '#html/markup.ts';
import { planList } from '#contexts/plans/pages/plan.ts';
import type { PageContent } from '#html/document.ts';
import { kindsScript } from '#html/script/kinds.ts';

export { formOfRequest } from '#products/rehearsal/pages/form-page/prefill.ts';

/**
 * I12: the form, of which only what the chosen kind asks is in view; `shown` says which kind that was, so that nobody sends questions unseen. What
 * was typed stays; each problem stands at the top and beside its field.
 */
export function formPage(view: FormPageView): PageContent {
  const names = fieldNames(view.jobRows);
  const filled = { values: formValues(view, names), view };
  const again = view.fields.get('resubmissionOf') ?? '';
  const kind = view.fields.get('kind');
  const body = html`
<p>Ask for a test on the backup server. When your pull request is ready for it, an admin is asked to answer.${again === '' ? undefined : html` This form is already filled in with the answers of request <span class="mono">${again}</span>.`}</p>
${problemSummary(view.problems, names)}
${view.rejection === undefined ? undefined : html`<section class="note wait" aria-labelledby="rejection"><h2 id="rejection">Why request ${again} was rejected</h2>${view.rejection}</section>`}
${notices(view)}
<form method="post" action="${view.action}" novalidate data-kinds>
<input type="hidden" name="formVersion" value="1">
<input type="hidden" name="submissionId" value="${view.fields.get('submissionId') ?? ''}">
<input type="hidden" name="shown" value="${isKind(kind) ? kind : ''}">
<button class="hidden" tabindex="-1" aria-hidden="true">Send</button>
${kindOfRequest(filled)}
<p class="hidden" aria-live="polite" data-told></p>
${whatToTest(filled)}
${jobFields(filled)}
${feature(filled)}
${instructions(filled)}
${release(filled)}
${more(filled)}
${aboutYou(filled)}
<div class="buttons"${forKinds('buttons', view)}><button>Send the request</button> <button class="quiet" name="check" value="1">Check without sending</button></div>
</form>`;
  return { title: 'New request', body, hasProblems: view.problems.length > 0, script: kindsScript };
}

function notices({ isFine, warnings, plan = [], when }: FormPageView): Html | undefined {
  if (!isFine && warnings.length === 0) return undefined;
  return html`<div class="note ${warnings.length === 0 ? 'good' : 'wait'}" role="status">${isFine ? html`<p><strong>✓ No problems were found.</strong> It has not been sent yet.</p>` : undefined}${plan.length === 0 ? undefined : html`<p>The plan, once its gates have passed and an admin has accepted it:</p>${planList(plan, when)}`}${
    warnings.length === 0
      ? undefined
      : html`<p>Please check:</p><ul>${warnings.map((warning) => html`<li dir="auto">${warning}</li>`)}</ul>`
  }</div>`;
}
