import { split } from 'shlex';
import type { Action, Image } from '#products/pipelines/domain/plan-file/plan.ts';
import { named } from '#products/pipelines/domain/plan-file/problem.ts';
import type { Here } from '#products/pipelines/domain/plan-file/rules/here.ts';
import type { Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

const VERSION = /^(?:v[\d.]+(?:-pre)?|dev|latest)$/;
const FIRST_WORD = 'Begin with the image and its version, for example python:v2.';

export type Run = Pick<Action, 'run' | 'words'>;

/** A05 to A14. What is run, as far as it can be read; without an image where the first word names none. */
export function readRun(value: Value, here: Here): (Run & { image?: Image }) | undefined {
  if (value.kind !== 'text') return here.refuse({ rule: 'A05', at: value.at, message: `run of ${here.name} must be text` });
  const run = value.value;
  if (run === '') return here.refuse({ rule: 'A06', at: value.at, message: `run of ${here.name} is empty`, hint: FIRST_WORD });
  const words = wordsOf(run);
  if (words === undefined)
    return here.refuse({
      rule: 'A08',
      at: value.at,
      message: `open quote in run of ${here.name}`,
      hint: String.raw`Close each ' and ", and write \' or \" where one is meant itself; let no \ stand at the end.`,
    });
  const [first] = words;
  if (first === undefined) return here.refuse({ rule: 'A07', at: value.at, message: `run of ${here.name} is empty`, hint: FIRST_WORD });
  const image = readImage(first, value.at, here);
  return { run, words, ...(image === undefined ? {} : { image }) };
}

function wordsOf(run: string): string[] | undefined {
  try {
    return split(run);
  } catch {
    return undefined;
  }
}

function readImage(word: string, at: number, here: Here): Image | undefined {
  const [, name = '', version] = /^([^:]*)(?::(.*))?$/s.exec(word) ?? [];
  const refuse = (rule: 'A09' | 'A11' | 'A14', message: string, hint: string): undefined => here.refuse({ rule, at, message, hint });
  const asked = `version needed, for example python:v2 (run of ${here.name})`;
  if (version === undefined || name === '') return refuse('A09', `${asked}; there is ${named(word)}`, FIRST_WORD);
  if (!VERSION.test(version))
    return refuse(
      /^[\d.]+$/.test(version) ? 'A11' : 'A09',
      `${asked}; ${named(version)} is no version`,
      'A version is v and a number, or dev.',
    );
  if (version === 'latest' && here.version !== undefined && here.version >= 5)
    refuse(
      'A14',
      `${named(word)} is not supported from version 5 on (run of ${here.name})`,
      `Name a version, for example ${named(name)}:v2.`,
    );
  return { name, version };
}
