import type { CommandOf } from '#domain/request/commands.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { productionOf } from '#domain/request/production.ts';

const LONGEST = 4_000;

/** A9: told again it changes nothing; told otherwise, both stand, and the newest counts. Evidence and verdicts stay as they are. */
export function recordProduction(deciding: Deciding, command: CommandOf<'record_production'>): { refused: Refusal } | undefined {
  const { draft, at } = deciding;
  const { step, outcome, operator } = command;
  const text = command.text.trim().slice(0, LONGEST);
  const job = draft.state.jobs.find((one) => one.step === step);
  if (job === undefined) return refuse('detail_missing', `there is no job ${step} in this request`);
  if (job.state !== 'approved') return refuse('not_possible_now', `${step} is not approved, so it has no place in production`);
  if (outcome !== 'run' && text === '')
    return refuse('comment_missing', outcome === 'failed' ? 'say what the error was' : 'say why it was not run');
  const before = productionOf(draft.state, step);
  if (before?.outcome === outcome && before.text === text) return undefined;
  draft.record({ fact: 'production_recorded', record: { step, outcome, text, by: operator, at } });
  return undefined;
}
