import type { AskField } from '#contexts/access/contracts/ask-fields.ts';

/** What was typed in a form, by the name of the field; several values of one name are several lines. */
export type TypedFields = ReadonlyMap<string, string>;

/**
 * An operation as its form says it. Empty fields are left out. What cannot be read as what it should be is handed on as it was typed, so that the
 * operation's own schema says what is wrong with it, beside the field.
 */
export function readAsked(operation: string, fields: readonly AskField[], typed: TypedFields): Record<string, unknown> {
  const asked = fields.flatMap((field): [string, unknown][] => {
    const value = valueOf(field, typed.get(field.name)?.trim() ?? '');
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries([['operation', operation], ...asked]);
}

function valueOf(field: AskField, text: string): unknown {
  const given = text === '' ? undefined : text;
  switch (field.as) {
    case 'tick':
      return text !== '' ? true : field.always ? false : undefined;
    case 'several':
    case 'lines':
      return text === '' && !field.mayBeEmpty ? undefined : lines(text);
    case 'choice':
      return text === '' && field.required && field.options.length === 1 ? field.options[0] : given;
    case 'number':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : given;
    case 'pairs':
      return text === '' ? undefined : Object.fromEntries(lines(text).map(pairOf));
    case 'json':
      return text === '' ? undefined : jsonOf(text);
    case 'line':
    case 'text':
      return given;
  }
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Own properties whatever their names: only pairs of letters and numbers are made. */
function pairOf(line: string): [string, unknown] {
  const [, name = line, number] = /^([^=]*)=\s*(\d{1,9})$/.exec(line) ?? [];
  return [name.trim(), number === undefined ? line : Number(number)];
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
