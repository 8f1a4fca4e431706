import type { RequestDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import type { OperationOf, OperationRow } from '#products/rehearsal/contracts/operations.ts';
import { nameOfJob } from '#contexts/plans/domain/job/by-hand.ts';
import { lastRun } from '#contexts/plans/domain/job/state.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { requestTransitions } from '#products/rehearsal/domain/transitions.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import { someOf } from '#kernel/app/some-of.ts';
import { documentAsShown } from '#products/rehearsal/app/as-shown.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { iso, mailRow } from '#products/rehearsal/app/operate/rows.ts';
import { readRequest } from '#products/rehearsal/app/read-request.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Newest first; of one state in the order of the queue. */
export async function listRequests(
  system: System,
  { status, ids, limit = 50, after }: OperationOf<'requests_list'>,
  sees: (place: { backend: string }) => boolean,
): Promise<Operated> {
  if (status !== undefined && !isStatus(status))
    return { refused: 'not_found', detail: `there is no state ${status}; known: ${Object.keys(requestTransitions).join(', ')}` };
  if (ids !== undefined) return listThese(system, ids, sees);
  const how = {
    fits: ({ state }: RequestDocument) => sees({ backend: state.backend }),
    placeOf: ({ submittedAt: value, id }: RequestDocument) => ({ value, id }),
  };
  const read = status === undefined ? newest(system) : inState(system, status);
  const { rows, next } = await someOf(read, how, { limit, after, atOnce: Math.max(limit + 1, AT_ONCE) });
  return { done: { rows: rows.map((document) => requestRow(documentAsShown(document))), ...(next === undefined ? {} : { next }) } };
}

const AT_ONCE = 20;

type Read = Parameters<typeof someOf<RequestDocument>>[0];

function newest({ store }: System): Read {
  return async (page) => (await store.query({ index: 'requestsNewestFirst', equal: {}, ...page })).map(({ document }) => document);
}

/** Of one state they are in the order of the queue, which the place of one of them says. */
function inState({ store }: System, status: Status): Read {
  return async ({ limit, after }) => {
    const rank = after === undefined ? undefined : (await store.get({ collection: 'requests', id: after.id }))?.queueRank;
    const from = after === undefined || rank === undefined ? {} : { after: { value: rank, id: after.id } };
    const found = await store.query({ index: 'requestsByStatus', equal: { status }, limit, ...from });
    return found.map(({ document }) => document);
  };
}

/** P1. Status of many in one call. */
async function listThese(system: System, ids: readonly string[], sees: (place: { backend: string }) => boolean): Promise<Operated> {
  const found = await Promise.all([...new Set(ids)].map(async (id) => system.store.get({ collection: 'requests', id })));
  const shown = found.flatMap((one) => (one !== undefined && sees({ backend: one.state.backend }) ? [one] : []));
  return { done: { rows: shown.map((document) => requestRow(documentAsShown(document))) } };
}

function isStatus(text: string): text is Status {
  return Object.hasOwn(requestTransitions, text);
}

/** No address, no output: only what lists may show (R12). */
export async function showRequest(system: System, id: string): Promise<Operated> {
  const found = await system.store.get({ collection: 'requests', id });
  if (found === undefined) return unknown(id);
  const document = documentAsShown(found);
  const { state } = document;
  const rows = state.jobs.map((job) => {
    const result = resultOf(lastRun(job));
    return {
      step: job.step,
      job: nameOfJob(job, state.submission),
      role: job.ask.role,
      state: job.state,
      runs: job.runs.length,
      outcome: result?.outcome ?? '',
    };
  });
  const open = state.questions.filter((question) => question.state === 'open' && question.kind !== 'withdraw');
  const waiting = open.map(({ kind, step }) => (step === undefined ? kind : `${kind} (${step})`)).join(', ');
  return { done: { facts: { ...requestRow(document), commit: state.headSha ?? '', version: state.version, asked: waiting }, rows } };
}

export async function timelineOf(system: System, id: string): Promise<Operated> {
  const found = await readRequest(system, id);
  return found === undefined ? unknown(id) : { done: { rows: found.timeline.map(timelineRow) } };
}

/** N1. The ledger. */
export async function mailsOf(system: System, id: string): Promise<Operated> {
  const found = await readRequest(system, id);
  return found === undefined ? unknown(id) : { done: { rows: found.mails.map(mailRow) } };
}

export function requestRow({ id, status, pullRequestKey, submittedAt, state }: RequestDocument): OperationRow {
  const { submission, backend, assignee } = state;
  const { contributor, targetRelease, essential } = submission;
  return {
    id,
    status,
    code: pullRequestKey,
    contributor: contributor.githubLogin,
    backend,
    release: targetRelease ?? '',
    essential: essential === true,
    assignee: assignee ?? '',
    submitted: iso(submittedAt),
  };
}

function timelineRow({ version, at, by, command, facts }: TimelineDocument): OperationRow {
  const who = by.kind === 'person' ? by.id : by.kind === 'agent' ? `agent ${by.backend}` : by.kind === 'system' ? by.part : by.kind;
  return { version, at: iso(at), by: who, command, facts: facts.map(({ fact }) => fact).join(' ') };
}

export function unknown(id: string): Operated {
  return { refused: 'not_found', detail: `there is no request ${id}` };
}
