import type { Field } from '#contexts/intake/domain/form/field.ts';
import { jobFields } from '#contexts/intake/domain/form/job.ts';
import { placeFields } from '#contexts/intake/domain/form/place.ts';
import { reasonFields } from '#contexts/intake/domain/form/reasons.ts';
import type { JobAsk, Submission } from '#contexts/intake/domain/submission.ts';

/** The contributor's reasons, in their own words, each under its heading: for mails and pages alike. */
export function ownWordsOf(submission: Submission): (readonly [heading: string, words: string])[] {
  const answers = new Map<string, unknown>(Object.entries(submission));
  return Object.entries<Field>({ ...reasonFields, ...placeFields }).flatMap(([name, { told }]) => {
    const words = answers.get(name);
    if (told === undefined || typeof words !== 'string') return [];
    return [[typeof told === 'string' ? told : told(submission), words] as const];
  });
}

/** What was asked of a job beside its names, its role and its expected output. Pairs are for the reader to lay out. */
export function askedOf(ask: JobAsk): (readonly [label: string, said: string | Readonly<Record<string, string>> | undefined])[] {
  const { auditEvidence: audit } = ask;
  const step = audit?.step === undefined ? '' : `, step ${audit.step}`;
  return [
    [jobFields.module.label, ask.module],
    [jobFields.needs.label, ask.needs.join(', ')],
    [jobFields.parameters.label, Object.keys(ask.parameters).length === 0 ? undefined : ask.parameters],
    ['Audit', audit === undefined ? undefined : `passed in request ${audit.requestId}${step}`],
    [jobFields.safeToRerun.short, ask.safeToRerun ? 'yes' : 'no'],
  ];
}
