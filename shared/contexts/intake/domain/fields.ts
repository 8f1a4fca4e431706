import { z } from 'zod';
import { isDeliverableAddress } from '#kernel/address.ts';
import { asMeant, hostOf } from './pasted.ts';
import { textProblem, type TextKind } from './text.ts';

interface Wrong {
  code: string;
  message: string;
}

/** Building blocks of the form's schema: each reports the first thing wrong with its field, with a stable code in `params.code`. */

export function text(max: number, kind: TextKind = 'line') {
  return base(kind)
    .min(1, { abort: true, error: 'This is empty: write something here.' })
    .max(max, { abort: true, error: `At most ${max} characters.` })
    .check(
      custom((value) =>
        value.trim() === '' ? { code: 'empty', message: 'This is empty: write something here.' } : textProblem(value, kind),
      ),
    );
}

/** I17. An address or a path: what came along when it was copied is left out. */
export function pasted(max: number) {
  return z
    .string()
    .overwrite(asMeant)
    .min(1, { abort: true, error: 'This is empty: write something here.' })
    .max(max, { abort: true, error: `At most ${max} characters.` })
    .check(custom((value) => textProblem(value, 'line')));
}

export function emptyOrText(max: number) {
  return base('line')
    .max(max, { abort: true, error: `At most ${max} characters.` })
    .check(custom((value) => textProblem(value, 'line')));
}

/** A line of one exact form; `message` says which. */
export function formed(max: number, form: RegExp, message: string) {
  return text(max).regex(form, { error: message, abort: true });
}

/** A line with a rule that no short expression can state. */
export function ruled(max: number, problemOf: (value: string) => Wrong | undefined, kind: TextKind = 'line') {
  return text(max, kind).check(custom(problemOf));
}

export function identifier(max = 100) {
  return formed(max, /^[A-Za-z_][A-Za-z0-9_]*$/, 'Use only letters, digits and underscores, starting with a letter.');
}

/** Somebody's own words. */
export function prose() {
  return text(4_000, 'prose');
}

/** A request's id, wherever one is named. */
export function requestId() {
  return formed(40, /^[a-z0-9][a-z0-9-]*$/, 'This is not the id of a request.');
}

export function address() {
  return ruled(254, (value) =>
    isDeliverableAddress(value)
      ? undefined
      : { code: 'bad_address', message: `This is not a plain e-mail address, such as ${inOurAlphabet(value) ?? 'ada@example.org'}.` },
  );
}

/** I17. The same address as mail servers write it, where its domain is in another alphabet. */
function inOurAlphabet(value: string): string | undefined {
  const at = value.lastIndexOf('@');
  const host = at < 1 ? undefined : hostOf(value.slice(at + 1));
  const written = host === undefined ? undefined : `${value.slice(0, at)}@${host}`;
  return written !== undefined && written !== value && isDeliverableAddress(written) ? written : undefined;
}

function base(kind: TextKind) {
  if (kind === 'prose') return z.string().overwrite(unifyLines).trim();
  return kind === 'line' ? z.string().trim() : z.string();
}

function custom(problemOf: (value: string) => Wrong | undefined) {
  return (payload: z.core.ParsePayload<string>): void => {
    const wrong = problemOf(payload.value);
    if (wrong)
      payload.issues.push({ code: 'custom', params: { code: wrong.code }, message: wrong.message, input: payload.value, continue: false });
  };
}

/** Web forms end lines in CR LF. */
function unifyLines(value: string): string {
  return value.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}
