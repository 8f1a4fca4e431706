import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { tokenRows } from '#products/rehearsal/app/operate/tokens.ts';
import { listTokens } from '#contexts/access/app/tokens.ts';

/** Holders on one page. */
const SHOWN = 50;

/** B10. */
export const tokensList: Operation<'tokens_list'> = async (system, _operator, { limit = SHOWN, after }) => {
  const [found, now] = await Promise.all([listTokens(system, { limit, ...(after === undefined ? {} : { after }) }), system.store.now()]);
  const last = found.length === limit ? found.at(-1)?.id : undefined;
  return {
    done: {
      rows: found.flatMap((document) => tokenRows(document, now)),
      ...(last === undefined ? {} : { next: { value: 0, id: last } }),
    },
  };
};
