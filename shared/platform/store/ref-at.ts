import type { CheckedQuery } from './check-query.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';

/** Which document was found, from a path that may begin with more: `…/requests/ab12/timeline/1`. Throws where nobody has declared what lies there. */
export function refAt({ below }: CheckedQuery, path: string): DocumentRef {
  const [above = '', parent = '', , id = ''] = ['', '', ...path.split('/')].slice(-4);
  const alone = below.get('');
  if (alone !== undefined) return { collection: alone, id };
  const collection = below.get(above);
  if (collection === undefined) throw new TypeError(`no such collection: ${above}/${path.split('/').at(-2)}`);
  return { collection, parent, id };
}
