import { MOST_JOBS } from '#contexts/intake/domain/form.ts';

/** What an address may fill in: what is tested, and whose GitHub name it is. Nothing that is said for somebody, and no address of theirs. */
const fillable = /^(?:kind|pullRequest|ref|contributor\.githubLogin|jobs\[(0|[1-9][0-9]?)\]\.(?:name|module|role))$/;
const MOST_CHARACTERS = 500;

/** I18. Fields of a form that is opened filled in by its address; what cannot be filled in so is passed over. */
export function fieldsOfAddress(query: URLSearchParams): [name: string, value: string][] {
  return [...query].filter(([name, value]) => {
    const found = fillable.exec(name);
    return found !== null && Number(found[1] ?? 0) < MOST_JOBS && value !== '' && value.length <= MOST_CHARACTERS;
  });
}

/** The opposite: the query, with its mark; nothing in it ends a link in Markdown. */
export function addressOfFields(fields: readonly (readonly [name: string, value: string])[]): string {
  const query = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();
  return `?${query.replace(/[()*_~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
