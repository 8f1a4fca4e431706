import { pathText, quoted, type Plain } from './problems.ts';
import type { Problem } from './submission.ts';

/** A request document must stay under 100 KB with its state beside the submission. Bytes of compact JSON in UTF-8. */
const MAX_SUBMISSION_BYTES = 48 * 1024;
/** Above this a submission is not looked at any further. */
const MAX_READ_BYTES = 256 * 1024;
const MAX_DEPTH = 12;
/** Own keys by these names could end up as something else in a program that copies objects. */
const treacherous = ['__proto__', 'constructor', 'prototype'];

/** A copy that is JSON and nothing but JSON (no getters, no classes, no cycles), or why there is none. Never throws. */
export function toPlainJson(input: unknown): { value: Plain; problems: Problem[] } | { value?: never; problems: Problem[] } {
  const text = stringify(input);
  if (text === undefined) return { problems: [{ path: '', code: 'not_json', message: 'This is not a JSON document.' }] };
  const size = utf8Length(text);
  const tooLarge = {
    path: '',
    code: 'too_large',
    message: `The whole form may have ${MAX_SUBMISSION_BYTES / 1024} KiB; this one has ${Math.ceil(size / 1024)}.`,
  };
  if (size > MAX_READ_BYTES) return { problems: [tooLarge] };
  const value = JSON.parse(text) as Plain;
  const problems = size > MAX_SUBMISSION_BYTES ? [tooLarge] : [];
  if (isDeeper(value, MAX_DEPTH))
    return { problems: [...problems, { path: '', code: 'too_deep', message: 'The document is nested too deeply.' }] };
  return { value, problems };
}

/** Every key anywhere by a treacherous name: schemas of open records pass over some of them in silence. */
export function treacherousKeys(value: Plain, path: readonly PropertyKey[] = []): Problem[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((part, index) => treacherousKeys(part, [...path, index]));
  return Object.entries(value).flatMap(([key, part]) => [
    ...(treacherous.includes(key)
      ? [{ path: pathText([...path, key]), code: 'unknown_field', message: `There is no field ${quoted(key)} here.` }]
      : []),
    ...treacherousKeys(part, [...path, key]),
  ]);
}

function stringify(input: unknown): string | undefined {
  try {
    return JSON.stringify(input);
  } catch {
    return undefined;
  }
}

function isDeeper(value: Plain, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return depth === 0 || Object.values(value).some((part) => isDeeper(part, depth - 1));
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
