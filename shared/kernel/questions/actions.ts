/** What a kind of action decides, by the kinds of questions that offer it; one at least, and none has the decision of another. An action without one does not compile. */
export type Decisions<Kind extends string, Decide> = { [K in Kind]: Record<K, Decide> & Partial<Record<Kind, Decide>> }[Kind];

interface ActionRule {
  /** Its place among the answers to one question: the lowest comes first. */
  rank: number;
  decide: object;
}

/** `eachOf`: it puts together questions of this kind, and takes the answers that they take. */
interface QuestionRule {
  eachOf?: string;
}

/** Which kind of question takes which answers, in the order in which they are offered. */
export function offersOf<Kind extends string, Action extends string>(
  kinds: Readonly<Record<Kind, QuestionRule>>,
  actions: Readonly<Record<Action, ActionRule>>,
): Readonly<Record<Kind, readonly Action[]>> {
  const byRank = (Object.keys(actions) as Action[]).toSorted((a, b) => actions[a].rank - actions[b].rank);
  const offers = Object.entries<QuestionRule>(kinds).map(([kind, { eachOf }]) => [
    kind,
    byRank.filter((action) => Object.hasOwn(actions[action].decide, eachOf ?? kind)),
  ]);
  return Object.fromEntries(offers) as Record<Kind, Action[]>;
}
