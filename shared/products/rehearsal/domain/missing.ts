import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { isOpenGate } from '#contexts/gates/domain/open-gates.ts';

/** C3. What a request still lacks to be fully tested, as the end of a sentence. Undefined: nothing, or nothing more will come. */
export function missingOf(state: Gated & Tested & Allocated & Lifecycle): string | undefined {
  switch (state.status) {
    case 'waiting_for_confirmation':
      return 'the address must be confirmed';
    case 'waiting_for_gates':
      return gatesMissing(state);
    case 'in_review':
      return 'an admin must review it';
    case 'returned':
      return 'the contributor must answer a question';
    case 'queued':
      return `it waits for its turn on ${state.backend}`;
    case 'deploying':
    case 'running':
      return `it is being tested; ${jobsMissing(state)}`;
    case 'deployment_failed':
      return 'the deployment failed; an admin must decide';
    case 'awaiting_verdict':
      return `an admin must give a verdict; ${jobsMissing(state)}`;
    case 'on_hold':
      return state.jobs.some((job) => job.state === 'invalid_data_found')
        ? 'an audit found invalid data; somebody must decide what happens to it'
        : 'the contributor must say whether the result of an audit may be used';
    case 'approved':
    case 'completed':
    case 'rejected':
    case 'withdrawn':
      return undefined;
  }
}

function gatesMissing({ gates, waivers }: Gated): string {
  const open = gates.filter((gate) => isOpenGate(gate, waivers)).map(({ gate }) => gate.replaceAll('_', ' '));
  return open.length === 0 ? 'its gates must pass' : `gates must pass: ${open.join(', ')}`;
}

function jobsMissing({ jobs }: Tested): string {
  const approved = jobs.filter(({ state }) => state === 'approved').length;
  return `${approved} of ${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'} approved`;
}
