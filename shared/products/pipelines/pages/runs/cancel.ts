import { isOver } from '#contexts/plans/domain/step.ts';
import type { ShownRun } from '#products/pipelines/app/show/run.ts';
import { html, type Html } from '#html/markup.ts';

/** O5. All of it, or those that were chosen in the list; what is over stays as it ended, and the answer says so of each. */
export function cancelForms({ run, actions, mayCancel }: ShownRun & { mayCancel: boolean }): Html | undefined {
  if (!mayCancel || run.ended !== undefined || run.cancelled !== undefined) return undefined;
  const some = actions.some(({ step }) => !isOver(step.state));
  const back = `/runs/${run.id}`;
  return html`<details><summary>Cancel</summary><p>What is at work is stopped, what waits never starts, and what needs it does not run either. Nothing that is over changes.</p><div class="buttons">${
    some
      ? html`<form method="post" action="/do/run_cancel" id="cancel"><input type="hidden" name="run" value="${run.id}"><input type="hidden" name="back" value="${back}"><button class="quiet">Cancel the chosen actions</button></form>`
      : undefined
  }<form method="post" action="/do/run_cancel"><input type="hidden" name="run" value="${run.id}"><input type="hidden" name="back" value="${back}"><button class="danger">Cancel the whole run</button></form></div></details>`;
}
