export const runStates = ['open', 'succeeded', 'failed', 'cancelled'] as const;

/** What a list of runs is asked for by; whatever is left out does not count. */
export interface RunsFilter {
  workspace?: string | undefined;
  backend?: string | undefined;
  state?: (typeof runStates)[number] | undefined;
  /** Part of the name on the record. */
  by?: string | undefined;
}
