import { choosableReleases } from '#contexts/calendar/domain/named.ts';
import { largest } from '#kernel/lists.ts';
import type { ParsedSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { Problem } from '#contexts/intake/domain/submission.ts';
import { planOfSubmission } from '#products/rehearsal/domain/plan-preview.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { EarlierRequest } from '#products/rehearsal/domain/decision-evidence.ts';
import { whyRejected } from '#products/rehearsal/pages/earlier-rejection.ts';
import type { Instant } from '#kernel/time.ts';
import { warningTexts } from '#products/rehearsal/pages/warning-texts.ts';
import type { FormPageView } from '#products/rehearsal/pages/form-page/page-view.ts';

/** What of the installation the form page shows. */
export interface FormSite {
  rules: Rules;
  /** The installation's; nobody's own is known yet. */
  timeZone: string;
}

export interface FormContent {
  fields: readonly (readonly [name: string, value: string])[];
  now: Instant;
  problems?: readonly Problem[];
  /** What the rules of intake say, when it was only to be checked. */
  checked?: ParsedSubmission;
  /** A4. The request that it is to follow, if the reader may open that one, and by what name they do. */
  earlier?: { request: EarlierRequest; name: string } | undefined;
  /** How many jobs have fields; as many as `fields` tell unless given. */
  jobRows?: number;
}

/** Where the form is sent to. */
const FORM_ACTION = '/requests/form';
/** Most that a form shows of those that somebody sent: whoever typed a few too many finds them there, and a number in a name is no bound. */
const MOST_SHOWN = 40;

export function formView({ rules, timeZone }: FormSite, content: FormContent): FormPageView {
  const fields = new Map(content.fields);
  const { checked, earlier } = content;
  const rejection = earlier && whyRejected(earlier.request, rules);
  const rows = content.jobRows ?? rowsIn(fields);
  return {
    action: earlier === undefined ? FORM_ACTION : `${FORM_ACTION}?from=${encodeURIComponent(earlier.name)}`,
    fields,
    jobRows: Math.min(MOST_SHOWN, Math.max(1, rows)),
    problems: [...(content.problems ?? []), ...(checked?.ok === false ? checked.problems : [])],
    ...(rejection === undefined ? {} : { rejection }),
    warnings: checked?.ok === true ? warningTexts(checked) : [],
    isFine: checked?.ok === true,
    ...(checked?.ok === true ? { plan: planOfSubmission(checked.submission) } : {}),
    releases: choosableReleases(rules, content.now),
    backends: rules.backends.map(({ slug }) => slug),
    defaultBackend: rules.defaultBackend,
    when: { now: content.now, timeZone },
  };
}

function rowsIn(fields: ReadonlyMap<string, string>): number {
  return largest(
    0,
    [...fields.keys()].map((name) => Number(/^jobs\[(\d+)\]/.exec(name)?.[1] ?? -1) + 1),
  );
}
