import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { reuseEvidence } from '#products/rehearsal/domain/decide/reuse.ts';

/** Q4: it takes its place in the queue, with its age kept. */
export function queueUp(deciding: Deciding, answering: Answering): undefined {
  const { draft, at } = deciding;
  recordAnswer(deciding, answering);
  draft.record({ fact: 'queued', since: draft.state.queuedSince ?? at });
  reuseEvidence(deciding);
}
