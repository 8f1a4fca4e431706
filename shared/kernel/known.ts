import { startDraft, type Draft } from '#kernel/draft.ts';
import {
  decideBy,
  evolveBy,
  type AnyCommand,
  type AnyFact,
  type Deciders,
  type Decision,
  type Evolvers,
  type Versioned,
} from '#kernel/process.ts';

/** What a command is decided on, and when. */
export interface Deciding<State, Fact> {
  draft: Draft<State, Fact>;
  at: number;
}

/**
 * Decides for a process that is there before anything has happened to it, or was stored before it had a timeline: its first entry begins
 * with how it stood, so that the fold of the timeline is its state from the first entry on.
 */
export function decideKnown<State extends Versioned, Asked extends AnyCommand, Fact extends AnyFact, Refused>(
  facts: Evolvers<State, Fact>,
  deciders: Deciders<Deciding<State, Fact>, Asked, Refused>,
  known: (state: State) => Fact,
): (state: State, command: Asked & { at: number }) => Decision<State, Fact, Refused> {
  const evolve = evolveBy(facts);
  const decide = decideBy(deciders);
  return (state, command) => {
    const draft = startDraft(evolve, state);
    const refused = decide({ draft, at: command.at }, command);
    if (refused !== undefined) return refused;
    const first = state.version === 0 && draft.facts.length > 0 ? [known(state)] : [];
    return { facts: [...first, ...draft.facts], state: draft.state };
  };
}
