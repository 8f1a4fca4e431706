import type { Sample, SampleDocument } from './sample.ts';

/** Kinds of effects that each drove operations of their own, and that no program has any more. */
const FORMER: ReadonlySet<unknown> = new Set(['run_job', 'deploy_step']);

/** Effects as they were stored in shape 1, as far as it matters here. */
interface Former {
  kind?: unknown;
  open?: boolean;
  dispatches?: number;
  leaseUntil?: number;
  leaseToken?: string;
  errors?: { at: number; message: string }[];
}

/** Whether an earlier program was stopped while one of those kinds was under way. */
export function drivesByFormerKind({ documents }: Sample): boolean {
  return documents.some(isUnderWay);
}

/** The same town, had its operators paused every backend, and had it given up what was under way of those kinds: states that no sample shows by itself. */
export function pausedAndGivenUp(sample: Sample): Sample {
  return { ...sample, documents: sample.documents.map((one) => (isUnderWay(one) ? givenUp(one, sample.at) : paused(one, sample.at))) };
}

function isUnderWay({ ref, document }: SampleDocument): boolean {
  const { kind, open, dispatches = 0 }: Former = document;
  return ref.collection === 'outbox' && FORMER.has(kind) && open === true && dispatches > 0;
}

function givenUp({ ref, document }: SampleDocument, at: number): SampleDocument {
  const { leaseUntil: _until, leaseToken: _token, errors = [], ...rest }: Former = document;
  return { ref, document: { ...rest, state: 'dead', open: false, finishedAt: at, errors: [...errors, { at, message: 'answered 500' }] } };
}

function paused(one: SampleDocument, at: number): SampleDocument {
  if (one.ref.collection !== 'backends') return one;
  const { state, ...rest } = one.document as { state: object };
  return { ref: one.ref, document: { ...rest, state: { ...state, paused: { since: at - 1_000, by: 'grace', why: 'another disk' } } } };
}
