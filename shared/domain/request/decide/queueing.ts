import { recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { reuseEvidence } from '#domain/request/decide/reuse.ts';

/** Q4: it takes its place in the queue, with its age kept. */
export function queueUp(deciding: Deciding, answering: Answering): undefined {
  const { draft, at } = deciding;
  recordAnswer(deciding, answering);
  draft.record({ fact: 'queued', since: draft.state.queuedSince ?? at });
  reuseEvidence(deciding);
}
