import type { Judged } from '#contexts/gates/domain/gates.ts';
import type { Check, CheckEvidence, RequiredCheck } from '#contexts/gates/domain/gate-evidence.ts';
import { each, hindrances } from '#contexts/gates/domain/hindrances.ts';
import { someOf } from '#contexts/gates/domain/some-of.ts';
import { seenAlike } from '#contexts/intake/domain/reading/difference.ts';
import type { Hindrance } from '#contexts/gates/domain/hindrance.ts';

/** G2. What the settings say of one repository's checks: names that have to report, and names that do not count. */
export interface CheckRules {
  required?: readonly string[];
  optional?: readonly string[];
}

/**
 * G2. Red labels come first: no check makes good for them. Green is only what all have said that must: each check that reported, each that is
 * required, and at least one that is no mere status, unless the rules or the settings name what is enough.
 */
export function checksGate(seen: CheckEvidence, redLabels: readonly string[], { required = [], optional = [] }: CheckRules = {}): Judged {
  const labels = seen.labels.filter((label) => redLabels.some((prefix) => asRead(label).startsWith(asRead(prefix))));
  const checks = seen.checks.filter(({ name }) => !optional.includes(name));
  const named = (state: Check['state']): string[] =>
    [...new Set(checks.flatMap((check) => (check.state === state ? [check.name] : [])))].toSorted();
  const needed = [...seen.required, ...required.map((name) => ({ name }))].filter(({ name }) => !optional.includes(name));
  const standing: Standing = {
    seen,
    checks,
    needed,
    held: named('held'),
    waiting: named('pending'),
    missing: [...new Set(needed.filter((one) => !checks.some((check) => answers(check, one))).map(written))],
  };
  const failing = named('red');
  const open = hindrances(each('label', labels), each('red', failing), stillOpen(standing));
  if (labels.length > 0)
    return {
      state: 'failed',
      why: `It is labelled ${someOf(labels)}. Whoever set the label removes it when its reason is gone.`,
      hindrances: open,
    };
  if (failing.length > 0)
    return {
      state: 'failed',
      why: `Not green: ${someOf(failing)}. The contributor fixes what is red and pushes, or runs the check again.`,
      hindrances: open,
    };
  const why = stillPending(standing);
  if (why !== undefined) return { state: 'pending', why, hindrances: open };
  return { state: 'passed', why: seen.partly === true ? `all checks are green; ${PARTLY}` : 'all checks are green' };
}

/** As an eye reads it: `PR: DON’T  MERGE` forbids a merge as well. */
function asRead(label: string): string {
  return seenAlike(label).toLowerCase();
}

const PARTLY = 'our token may not read the older protection of its base branch, so it is not known what that requires';

interface Standing {
  seen: CheckEvidence;
  checks: readonly Check[];
  needed: readonly RequiredCheck[];
  held: readonly string[];
  waiting: readonly string[];
  missing: readonly string[];
}

/** All that is still to come, the first of which is said. */
function stillOpen(standing: Standing): Hindrance[] {
  const { seen, held, waiting, missing } = standing;
  return [
    ...each('held', held),
    ...each('running', waiting),
    ...each('absent', missing),
    ...each('hidden', seen.unseen ?? []),
    ...(hasNone(standing) ? each('no_checks', ['']) : []),
  ];
}

/** No check has reported, or nothing but statuses that nobody requires. */
function hasNone({ checks, needed }: Standing): boolean {
  return checks.length === 0 || (needed.length === 0 && checks.every(({ isStatus }) => isStatus === true));
}

function stillPending(standing: Standing): string | undefined {
  const { seen, checks, held, waiting, missing } = standing;
  if (held.length > 0) return `Waiting for a maintainer: ${someOf(held)}. A maintainer of the repository approves these workflows.`;
  if (waiting.length > 0) return `Still running: ${someOf(waiting)}. Nobody needs to act.`;
  if (missing.length > 0)
    return `Required, and not reported yet: ${someOf(missing)}. A maintainer starts those that do not start automatically.`;
  if (seen.unseen !== undefined && seen.unseen.length > 0)
    return `The host does not show us ${someOf(seen.unseen)}. An operator gives our token the right to read them.`;
  if (checks.length === 0)
    return 'No check has reported on this commit yet. If the checks do not start automatically, somebody who may start them does so.';
  if (hasNone(standing))
    return `No check has run on this commit yet; there are only statuses by ${someOf(checks.map(({ name }) => name))}. A maintainer starts the checks, or an operator names in the settings which are required.`;
  return undefined;
}

/** Where the rule names an app, a status is no answer: whoever has a token may set one of any name. */
function answers({ name, app }: Check, required: RequiredCheck): boolean {
  return name === required.name && (required.app === undefined || app === required.app);
}

function written({ name, app }: RequiredCheck): string {
  return app === undefined ? name : `${name} (of app ${app})`;
}
