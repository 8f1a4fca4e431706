import { askFields } from '#contexts/access/contracts/ask-fields.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { Choices } from '#contexts/access/pages/asking/choices.ts';
import { wordsOf } from '#contexts/access/pages/asking/words.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { operationSchema, type OperationRequest } from '#doors/contracts/operations.ts';
import { whyNot } from '#doors/why-not.ts';
import type { PageDependencies } from './dependencies.ts';

/** What a page offers its reader. `given`: what the page fills in; `at`: where the thing lies, if it is only named there. */
export type Offer = (operation: OperationRequest['operation'], given?: Readonly<Record<string, string>>, at?: Place) => AskView;

/** Offers whose forms name what there is. */
export async function offersChoosing(dependencies: PageDependencies, viewer: Principal | undefined, back: string): Promise<Offer> {
  return offersFor(dependencies, viewer, back, viewer === undefined ? {} : await dependencies.choices(viewer));
}

/** `back`: where the browser is led once it is done. `choices`: what its forms can name. */
export function offersFor(
  { system, words, newId }: PageDependencies,
  viewer: Principal | undefined,
  back: string,
  choices: Choices = {},
): Offer {
  return (operation, given = {}, at = {}) => {
    const schema = operationSchema(operation);
    if (schema === undefined || viewer === undefined) throw new Error(`nobody can be offered ${operation}`);
    return {
      operation,
      words: wordsOf(words, operation),
      fields: askFields(schema).filter(({ name }) => !Object.hasOwn(given, name)),
      values: new Map(Object.entries(given)),
      choices,
      back,
      form: newId(),
      ...(viewer.proof === undefined ? {} : { proof: viewer.proof }),
      refused: whyNot(viewer, { operation, ...given } as unknown as OperationRequest, at, system.rules),
    };
  };
}

/** The address as it was opened, without what was said of the last action. */
export function here(url: URL): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete('told');
  return query.size === 0 ? url.pathname : `${url.pathname}?${query.toString()}`;
}
