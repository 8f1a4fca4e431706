import type { Planned } from '#contexts/plans/domain/job/planned.ts';
import { html, type Html } from '#html/markup.ts';
import { ended, listed } from '#html/text.ts';
import { instantText, type When } from '#html/times.ts';

/** Q5: what will run, what is used again, what is in the way. */
export function planCard(plan: readonly Planned[], when: When): Html | undefined {
  if (plan.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="plan"><h2 id="plan">The plan</h2>${planList(plan, when)}</section>`;
}

/** What keeps all of them from running is said once. */
export function planList(plan: readonly Planned[], when: When): Html {
  const [first] = plan;
  if (first?.plan === 'blocked' && plan.length > 1 && plan.every((one) => one.plan === 'blocked' && one.because === first.because))
    return html`<p dir="auto">All of it ${planText(first, when)}</p><ol>${plan.map((planned) => html`<li><strong>${nameOf(planned)}</strong></li>`)}</ol>`;
  return html`<ol>${plan.map((planned) => html`<li><strong>${nameOf(planned)}</strong>: ${planText(planned, when)}</li>`)}</ol>`;
}

function nameOf({ step, name }: Planned): string {
  return step === name ? name : `${name} (step ${step})`;
}

function planText(planned: Planned, when: When): string {
  switch (planned.plan) {
    case 'run':
      return planned.after.length === 0
        ? 'will run.'
        : `will run when ${listed(planned.after)} ${planned.after.length === 1 ? 'has' : 'have'} passed.`;
    case 'reuse': {
      const where = planned.from === undefined ? '' : ` of request ${planned.from}`;
      return `will use run ${planned.run}${where} again, which ended ${instantText(planned.endedAt, when.timeZone)}: ${ended(planned.why)}`;
    }
    case 'blocked':
      return `is blocked: ${ended(planned.because)}`;
  }
}
