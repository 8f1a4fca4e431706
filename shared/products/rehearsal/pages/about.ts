import { inRecordWords } from '#contexts/access/domain/rights/record-name.ts';
import { releaseNamed } from '#contexts/calendar/domain/named.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { changeKey, type ExpectedOutput, type Submission } from '#contexts/intake/domain/submission.ts';
import { describe } from '#contexts/verdict/domain/comparison.ts';
import { MANUAL_TEST } from '#contexts/plans/domain/job/by-hand.ts';
import { contributorAt } from '#products/rehearsal/domain/continued.ts';
import type { Instant } from '#kernel/time.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { kindLabels } from '#contexts/intake/domain/choices.ts';
import { listed, plural } from '#html/text.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';

/** What a request is called: its job, its jobs, or its feature. `step` names one of them. */
export function titleOf(submission: Submission, step?: string): string {
  const { jobs, feature, kind } = submission;
  if (step !== undefined && step !== MANUAL_TEST) return nameOfStep(submission, step);
  const [first] = jobs;
  if (first !== undefined) return jobs.length === 1 ? first.name : `${first.name} and ${plural(jobs.length - 1, 'more job', 'more jobs')}`;
  return feature === undefined ? kindLabels[kind] : `Feature with ${listed(feature.thirdPartyApis)}`;
}

/** `MigrateTopicJob`, or `MigrateTopicJob (step second-run)` where they differ. */
export function nameOfStep(submission: Submission, step: string): string {
  if (step === MANUAL_TEST) return 'Test by hand';
  const job = submission.jobs.find((ask) => ask.step === step);
  return job === undefined || job.name === step ? step : `${job.name} (step ${step})`;
}

/** The same within a sentence: what a verdict, a clock or a run is about. */
export function subjectOf(submission: Submission, step: string): string {
  return step === MANUAL_TEST ? `the test by hand of ${titleOf(submission)}` : nameOfStep(submission, step);
}

/** An expectation as it is typed in the form. */
export function expectedText(entry: ExpectedOutput): string {
  return describe(entry);
}

export function changeText({ change }: Submission): string {
  return change.kind === 'ref' ? `${changeKey(change)} (branch)` : changeKey(change);
}

export function changeUrl({ change }: Pick<Submission, 'change'>): string {
  const repository = `https://github.com/${encodeURIComponent(change.owner)}/${encodeURIComponent(change.repository)}`;
  if (change.kind === 'pull_request') return `${repository}/pull/${change.number}`;
  return `${repository}/tree/${change.ref.split('/').map(encodeURIComponent).join('/')}`;
}

export function documentUrl({ instructionsDoc }: Pick<Submission, 'instructionsDoc'>): string {
  return `https://docs.google.com/document/d/${encodeURIComponent(instructionsDoc.documentId)}/edit`;
}

export function commitUrl({ change }: Submission, sha: string): string {
  return `https://github.com/${encodeURIComponent(change.owner)}/${encodeURIComponent(change.repository)}/commit/${encodeURIComponent(sha)}`;
}

/** What the host shows of the commits between two. */
export function compareUrl({ change }: Pick<Submission, 'change'>, from: string, to: string): string {
  const repository = `https://github.com/${encodeURIComponent(change.owner)}/${encodeURIComponent(change.repository)}`;
  return `${repository}/compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
}

export function cutoffOf({ targetRelease }: Submission, rules: Rules): number | undefined {
  return releaseNamed(rules, targetRelease)?.hardCutoff;
}

/** I19: the request as it was somebody's at that instant, for what is told of the past. */
export function asOf<S extends Requested>(state: S, at: Instant): S {
  if (state.continued === undefined) return state;
  const continued = state.continued.filter((one) => one.at <= at);
  return { ...state, continued, submission: { ...state.submission, contributor: contributorAt(state, at) } };
}

/** A person's name by their id; `contributor` is the one who asked. */
export function personName(id: string, state: Requested, rules: Rules): string {
  if (id === 'contributor') return state.submission.contributor.name;
  if (id === 'former_contributor') return state.continued?.findLast((one) => one.contributor !== undefined)?.contributor?.name ?? id;
  return rules.people.find((person) => person.id === id)?.name ?? inRecordWords(id) ?? id;
}

/** W5: both, where somebody put it on the record in another's name. */
export function throughText(name: string, through: string | undefined, state: Requested, rules: Rules): string {
  return through === undefined ? name : `${name} (recorded in their name by ${personName(through, state, rules)})`;
}

export function actorName(by: Actor, state: Requested, rules: Rules): string {
  switch (by.kind) {
    case 'contributor':
      return state.submission.contributor.name;
    case 'person':
      return throughText(personName(by.id, state, rules), by.through, state, rules);
    case 'agent':
      return `the agent of ${by.backend}`;
    case 'system':
      return 'Rehearsal';
  }
}

/** `request ab12cd (MigrateTopicJob; oppia/oppia#12)`. */
export function relatedText({ requestId, about, code }: Related): string {
  const names = about.flatMap((subject) => (subject.startsWith('job:') ? [subject.slice('job:'.length)] : []));
  return `request ${requestId} (${[...names, code].join('; ')})`;
}
