import type { Outline } from './outline.ts';
import type { Warning } from './submission.ts';
import { misspellings } from './spelling.ts';
import { isOperation, isVerb, isVerbOnly } from './words.ts';

/** I7: conventions of naming are shown as warnings and never refuse anything. */
export function conventionWarnings(form: Outline): Warning[] {
  return [
    ...form.jobs.flatMap((job): Warning[] => [
      ...(isIdentifier(job.name) && !followsJobConvention(job.name)
        ? [
            {
              path: `jobs[${job.index}].name`,
              code: 'name_convention',
              message: 'By convention, a job is called <Verb><Noun>Job, such as MigrateTopicJob.',
            },
          ]
        : []),
      ...(job.module !== undefined && isIdentifier(job.module.replace(/\.py$/, '')) && !followsModuleConvention(job.module)
        ? [
            {
              path: `jobs[${job.index}].module`,
              code: 'module_convention',
              message: 'By convention, a module is called <noun>_<operation>_jobs, such as topic_migration_jobs.',
            },
          ]
        : []),
    ]),
    ...spelling(form),
    ...unused(form),
  ];
}

/** `<Verb><Noun>Job`. */
export function followsJobConvention(name: string): boolean {
  const words = wordsOfClass(name);
  return words.length >= 3 && words.at(-1) === 'Job' && isVerb(words[0] ?? '');
}

/** `<noun>_<operation>_jobs`, with or without `.py`. */
export function followsModuleConvention(module: string): boolean {
  const words = module.replace(/\.py$/, '').split('_');
  return words.length >= 3 && words.at(-1) === 'jobs' && isOperation(words.at(-2) ?? '') && !isVerbOnly(words[0] ?? '');
}

function spelling(form: Outline): Warning[] {
  const names = form.jobs
    .slice(0, 20)
    .flatMap((job) => [job.name, job.step, job.module ?? ''])
    .filter(isIdentifier);
  return misspellings([...new Set(names)].map((name) => name.split(/_|-/).flatMap(wordsOfClass))).map(([word, other]) => {
    const job = form.jobs.find((one) => [one.name, one.step, one.module ?? ''].some((name) => name.toLowerCase().includes(other)));
    return {
      path: `jobs[${job?.index ?? 0}].name`,
      code: 'spelling',
      message: `“${word}” and “${other}” look like one word spelled two ways; names are hard to change later.`,
    };
  });
}

/** Answers that nothing will look at: harmless, but perhaps a box was not ticked. */
function unused(form: Outline): Warning[] {
  return [
    ...(form.has('essentialReason') && !form.isTrue('essential')
      ? [
          {
            path: 'essential',
            code: 'reason_without_essential',
            message: 'You gave a reason why it is essential, but did not mark it as essential.',
          },
        ]
      : []),
    ...(form.has('whatWasFixed') && !form.has('resubmissionOf')
      ? [
          {
            path: 'resubmissionOf',
            code: 'fix_without_resubmission',
            message: 'You said what was fixed, but not which request this one follows.',
          },
        ]
      : []),
  ];
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/.test(name);
}

/** `DeleteContentIDsJob` → Delete, Content, IDs, Job. */
function wordsOfClass(name: string): string[] {
  return name.match(/[A-Z]+s?(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [];
}
