import type { AgentTaskBody } from '#contexts/operations/agent-task.ts';

type Stream = 'stdout' | 'stderr' | 'manifest';

/**
 * K3, B8. What of all that a task writes leaves its backend, by its kind. An agent sends these streams, and the server keeps these; whatever else an agent sends is
 * dropped. Of an action its manifest alone, of a probe its end alone: what they print may be lines of patients.
 */
const leaving: { readonly [K in AgentTaskBody['kind']]: readonly Stream[] } = {
  deploy: ['stdout', 'stderr'],
  run: ['stdout', 'stderr'],
  action: ['manifest'],
  probe: [],
  cancel: [],
};

/** Those of `streams` that leave the backend of such a task. */
export function leavingOf<S extends Stream>({ kind }: Pick<AgentTaskBody, 'kind'>, streams: readonly S[]): S[] {
  return streams.filter((stream) => leaving[kind].includes(stream));
}
