/** Looks for names of columns in the text of a table, as it comes, in whatever pieces. */
export interface IdentifierSearch {
  take(text: string): void;
  /** True when a field that has ended has one of the names. */
  found(): boolean;
  /** There is no more text: the last field has ended. */
  end(): void;
}

/** Longer than any name: what such a field holds is not kept. In UTF-16 units. */
const LONGEST = 1_000;
/** Of tables with commas, semicolons, tabs and bars, and of JSON. Quotes and blanks belong to no name. */
const ENDS = /[,;\t|\n\r\u0085\u2028\u2029:{}[\]\v\f]/;

const ASCII = /^[\p{ASCII}]*$/u;

/** Letters and digits only, whatever their case and form: `Patient ID` and `patient_id` are one name. */
function columnName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * K3. Every field of every line is looked at, so that it does not matter which line the names are on, how they are quoted and what stands between them. Against
 * accidents: whoever wants to hide a column gives it another name.
 */
export function seekIdentifiers(names: readonly string[]): IdentifierSearch {
  const wanted = new Set(names.map(columnName).filter((name) => name !== ''));
  const shortest = names.reduce((least, name) => Math.min(least, columnName(name).length), LONGEST);
  let [field, isTooLong, isFound] = ['', false, false];
  const end = (): void => {
    // Most fields are numbers: only other letters than these can become more of them.
    const isShort = field.length < shortest && ASCII.test(field);
    if (!isTooLong && !isShort && wanted.has(columnName(field))) isFound = true;
    [field, isTooLong] = ['', false];
  };
  return {
    take(text) {
      const [first = '', ...others] = text.split(ENDS);
      const more = (part: string): void => {
        if (field.length + part.length > LONGEST) [field, isTooLong] = ['', true];
        else if (!isTooLong) field += part;
      };
      more(first);
      for (const part of others) {
        end();
        more(part);
      }
    },
    found: () => isFound,
    end,
  };
}
