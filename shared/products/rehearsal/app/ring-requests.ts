import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import type { Subject } from '#kernel/subject.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { OutboxDocument, RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { QueueCommit } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import { HOUR, SECOND } from '#kernel/time.ts';
import { changeKey, type Change } from '#contexts/intake/domain/submission.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import { layoutOf } from '#contexts/gates/domain/evaluate-gates.ts';
import { pullRequestRules } from '#products/rehearsal/domain/rules.ts';
import { endedWell, isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { dispatchLoose, looseDocument, patience } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { PullRequest } from '#contexts/gates/ports/code-host.ts';
import type { CommentAsk } from '#products/rehearsal/domain/pull-request/comment-ask.ts';

/** Something happened at the code host. `changes` and `sha`: what it is about, the latter a head. */
export interface Ring {
  /** The host's own name for this delivery: the same one again rings no second time. */
  deliveryId: string;
  bodyHash: string;
  changes: readonly Change[];
  sha?: string | undefined;
  /** A3. What the merge queue has made of the first of the changes. */
  queued?: QueueCommit | undefined;
  /** I18. What somebody asks for at the first of the changes: an answer is all that it asks for. */
  comment?: CommentAsk | undefined;
  /** It happened to the change itself, and may be news to requests that are over too: a merge. */
  itself: boolean;
}

/** On the wall. A push brings dozens of events within seconds, and one look after each such while sees them all. */
const GATHER = 5 * SECOND;
/** Most requests of one pull request, or of one commit, that are rung for. */
const MOST = 50;

/**
 * G8. An event is a doorbell: it asks for a look at the gates, and what it says itself is not believed. One transaction keeps the delivery and
 * the looks; the request's own look every 15 minutes stands beside them, for the events that are lost. Gives how many requests were rung for.
 */
export async function ringRequests(system: System, ring: Ring): Promise<number> {
  const { ids, unasked } = await concerned(system, ring);
  const looks = await system.store.transact(async (tx) => {
    const inbox = { collection: 'inbox', id: ring.deliveryId } as const;
    const known = await tx.get(inbox);
    if (known !== undefined) return undefined;
    const at = tx.now();
    const wanted = [
      ...ids.map((id) => lookDocument(system, id, at)),
      ...unasked.map((change) => unaskedDocument(system, change, at)),
      ...queueDocuments(system, ring, at),
      ...answerDocuments(system, ring, at),
    ];
    const there = await Promise.all(wanted.map(({ key }) => tx.get({ collection: 'outbox', id: key })));
    const fresh = wanted.filter((_, n) => there[n] === undefined);
    tx.create(inbox, { bodyHash: ring.bodyHash, receivedAt: at, status: 202, answer: {} });
    for (const document of fresh) tx.create({ collection: 'outbox', id: document.key }, document);
    return fresh;
  });
  // The looks are kept by now, whatever becomes of their tasks: the sweep makes others.
  await dispatchLoose(system, looks ?? []);
  return looks === undefined ? 0 : ids.length;
}

/** Requests to ring for, and pull requests that no request is for, where they are told how things stand (N5). */
async function concerned(
  { store, rules }: System,
  { changes, sha, comment, itself }: Ring,
): Promise<{ ids: string[]; unasked: PullRequest[] }> {
  if (comment !== undefined) return { ids: [], unasked: [] };
  const [bySha, ...byChange] = await Promise.all([
    sha === undefined ? [] : store.query({ index: 'requestsByHead', equal: { headSha: sha }, limit: MOST }),
    ...changes.map((change) => store.query({ index: 'requestsOfPullRequest', equal: { pullRequestKey: changeKey(change) }, limit: MOST })),
  ]);
  // What is not confirmed yet may be anybody's, and silences nothing.
  const isSilent = (n: number): boolean => (byChange[n] ?? []).every(({ document }) => !isProven(document.state));
  const found = [...byChange.flat(), ...bySha].map(({ document }) => document);
  return {
    ids: [...new Set(found.filter((document) => isNews(document, itself)).map(({ id }) => id))],
    unasked: changes.filter((change, n): change is PullRequest => itself && isTold(rules, change) && isSilent(n)),
  };
}

function isTold(rules: System['rules'], change: Change): boolean {
  return (
    change.kind === 'pull_request' &&
    pullRequestRules(rules, change) !== undefined &&
    layoutOf(rules.jobLayouts, change).registryFile !== undefined
  );
}

function isNews({ state }: RequestDocument, itself: boolean): boolean {
  return isProven(state) && (itself || endedWell(state) || !isClosed(state));
}

/** The look at the end of the while that `at` is in: all events of that while ask for the same one, and it comes after every one of them. */
function lookDocument(system: System, requestId: string, at: number): OutboxDocument {
  return bell(system, requestId, theRequest(requestId), { kind: 'check_gates', once: true }, at);
}

/** N5: a pull request that no request is for has a status, too. */
function unaskedDocument(system: System, change: PullRequest, at: number): OutboxDocument {
  const subject = thePullRequest(system, change);
  return bell(system, `pull-${subject.id}`, subject, { kind: 'update_pull_request', what: 'unasked', change }, at);
}

/** A merge queue waits no longer for a status: GitHub's longest time limit. */
const QUEUED_FOR = 6 * HOUR;

/** A3: once for each commit of the queue, at once: the queue waits. What is made of it is told by what is true when it is performed. */
function queueDocuments(system: System, { changes, queued }: Ring, at: number): OutboxDocument[] {
  const [change] = changes;
  if (queued === undefined || change?.kind !== 'pull_request' || pullRequestRules(system.rules, change) === undefined) return [];
  const name = `queue-${system.hash(`${changeKey(change)} ${queued.sha}`).slice(0, 32)}`;
  return [
    looseDocument(
      system,
      `${name}-update_pull_request`,
      thePullRequest(system, change),
      { kind: 'update_pull_request', what: 'queue', change, queued, until: at + QUEUED_FOR },
      at,
    ),
  ];
}

/** I18: one answer to a comment. Comments that come at once share one look, and so one answer: a flood of them is none of ours. */
function answerDocuments(system: System, { changes, comment }: Ring, at: number): OutboxDocument[] {
  const [change] = changes;
  if (comment === undefined || change?.kind !== 'pull_request') return [];
  const subject = thePullRequest(system, change);
  const who = comment.byAuthor ? 'author' : 'others';
  return [
    bell(
      system,
      `answer-${subject.id}-${who}-${comment.asks}`,
      subject,
      { kind: 'update_pull_request', what: 'answer', change, comment },
      at,
    ),
  ];
}

function thePullRequest(system: System, change: PullRequest): Subject {
  return { kind: 'pull_request', id: system.hash(changeKey(change)).slice(0, 32) };
}

function bell(system: System, name: string, subject: Subject, effect: Effect, at: number): OutboxDocument {
  const gather = patience(system, GATHER);
  const notBefore = (Math.floor(at / gather) + 1) * gather;
  return looseDocument(system, `${name}-bell-${Math.round(notBefore)}-${effect.kind}`, subject, effect, at, { notBefore });
}
