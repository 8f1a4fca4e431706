import { wordsProblem } from '#contexts/intake/domain/text.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Shipped } from '#products/rehearsal/domain/parts/shipped.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { documentAsShown } from '#products/rehearsal/app/as-shown.ts';
import { actorOf, type Who } from '#contexts/access/domain/rights/record-name.ts';
import { execute } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { productionOutcomes } from '#products/rehearsal/domain/kept/production.ts';

export interface TypedOutcome {
  step: string;
  outcome: string;
  text: string;
}

export type Told = { told: 'recorded' | 'unknown' } | { told: 'refused'; why: string; state: Requested & Tested & Shipped };

/** A9. From the request's page, by somebody who is signed in. The same sent twice is recorded once. */
export async function tellProduction(system: System, id: string, who: Who, typed: TypedOutcome): Promise<Told> {
  const document = await system.store.get({ collection: 'requests', id });
  if (document === undefined) return { told: 'unknown' };
  const refuse = (why: string): Told => ({ told: 'refused', why, state: documentAsShown(document).state });
  const outcome = productionOutcomes.find((one) => one === typed.outcome);
  const text = typed.text.trim();
  const wrong = wordsProblem(text);
  if (outcome === undefined) return refuse('say what happened');
  if (wrong !== undefined) return refuse(wrong);
  const commandId = `production:${system.hash(JSON.stringify([document.state.version, who.id, typed.step, outcome, text])).slice(0, 32)}`;
  const by = actorOf(who);
  const said = { step: typed.step, outcome, text, operator: who.id };
  const done = await execute(system, id, (at) => ({ id: commandId, at, by, command: 'record_production', ...said }));
  return done?.outcome === 'refused' ? refuse(done.refusal.message) : { told: 'recorded' };
}
