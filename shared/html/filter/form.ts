import type { PageContent } from '#html/document.ts';
import { selectField, textField } from '#html/fields.ts';
import type { Filter, FilterField } from '#html/filter/field.ts';
import type { Asked } from '#html/filter/read.ts';
import { html, type Html } from '#html/markup.ts';

/** `path`: of the list. `also`: ways to other lists of the same things. */
interface FormParts {
  path: string;
  asked: Pick<Asked, 'typed' | 'problems'>;
  also?: Html | undefined;
  /** It stands in a card already. */
  isInside?: true;
}

/** W8. The form of a filter: what was typed stands in it as it was, and what is wrong beside it. */
export function filterForm({ fields, label, button }: Omit<Filter, 'title' | 'noun'>, { path, asked, also, isInside }: FormParts): Html {
  const { typed, problems } = asked;
  const all = Object.entries(fields);
  // Which of several lists it is stays; how far somebody had come in it does not.
  const kept = all.filter(([name, { isHidden, kind }]) => isHidden === true && kind === 'choice' && typed.has(name) && !problems.has(name));
  const isAll = problems.size === 0 && all.every(([name, { isHidden }]) => isHidden === true || !typed.has(name));
  const others = [...problems].filter(([name]) => !all.some(([own, { isHidden }]) => own === name && isHidden !== true));
  return html`${others.length === 0 ? undefined : html`<div class="note wait" role="status">${others.map(([, text]) => html`<p dir="auto">${text}</p>`)}</div>`}<form class="filter${isInside ? undefined : ' card'}" method="get" action="${path}" role="search" aria-label="${label}">
${kept.map(([name]) => html`<input type="hidden" name="${name}" value="${typed.get(name) ?? ''}">`)}${all.map(([name, field]) => (field.isHidden === true ? undefined : shown(name, field, asked)))}
<div class="field"><button class="quiet">${button}</button></div>${isAll ? undefined : html`<p class="field"><a href="${path}">Show all</a></p>`}${also}</form>`;
}

function shown(name: string, field: FilterField, { typed, problems }: FormParts['asked']): Html {
  const { label, hint } = field;
  const problem = problems.get(name);
  const parts = { name, label, required: 'sometimes', ...(hint === undefined ? {} : { hint }), problem } as const;
  const value = typed.get(name) ?? '';
  if (field.kind !== 'choice') return textField({ ...parts, value, max: field.kind === 'text' ? field.max : 40 });
  return selectField({ ...parts, value, options: [['', field.any], ...field.options] });
}

/** The page of a list that is not shown, for what is asked of it cannot be read. */
export function wrongFilterPage(filter: Filter, path: string, asked: Asked): PageContent {
  const hasForm = Object.values(filter.fields).some(({ isHidden }) => isHidden !== true);
  const form = hasForm
    ? filterForm(filter, { path, asked })
    : html`<div class="note wait" role="status">${[...asked.problems].map(([name, text]) => html`<p dir="auto"><code>${name}</code>: ${text}</p>`)}</div>`;
  return {
    title: filter.title,
    hasProblems: true,
    body: html`${form}<section class="card" aria-label="${filter.title}"><p>Nothing is shown: what stands in the address cannot be read. Put it right, or <a href="${path}">look at all of it</a>.</p></section>`,
  };
}
