import type { OperationRequest } from '#contracts/operations.ts';
import { dismissDeadLetter, listDeadLetters, replayDeadLetter, replayDeadLetters, type DeadOutcome } from '#application/dead-letters.ts';
import { readIntakeSwitch, setIntake } from '#application/intake-switch.ts';
import { checkRequests } from '#application/operate/check.ts';
import { backendRows, queueRows, releaseRows, switchBackend } from '#application/operate/lists.ts';
import { showReport } from '#application/operate/report.ts';
import type { Operated } from '#application/operate/operated.ts';
import { tellProduction } from '#application/operate/production.ts';
import { continueRequest } from '#application/operate/continue.ts';
import { waiveWord } from '#application/operate/waive-word.ts';
import { overrideFreeze } from '#application/operate/override.ts';
import { waiveGates } from '#application/operate/waive.ts';
import { listRequests, requestMails, requestTimeline, showRequest, stopRequest, unlockRequest } from '#application/operate/requests.ts';
import { deadRow, intakeFacts, sweepFacts } from '#application/operate/rows.ts';
import { sweepAndReport } from '#application/sweep-report.ts';
import { readSweepNote } from '#application/sweep-note.ts';
import type { System } from '#application/system.ts';

/** Who asks, as the record names them, and what the settings say beside the store. */
export interface Operator {
  by: string;
  newId: () => string;
  /** I15. By the settings; closed there, no switch opens it. */
  intakeOpen: boolean;
  /** X6. An address that opens the board signed in, for a few minutes; undefined where nobody can be signed in. */
  signInUrl?: () => string | undefined;
}

/** B4, E7: one operation for somebody whose token was right. */
export async function operate(system: System, { by, newId, intakeOpen, signInUrl }: Operator, asked: OperationRequest): Promise<Operated> {
  if (changesRequest(asked)) return changeRequest(system, by, newId(), asked);
  switch (asked.operation) {
    case 'queue_list':
      return queueRows(system, asked.backend);
    case 'backends_list':
      return { done: { rows: await backendRows(system) } };
    case 'backend_pause':
    case 'backend_resume':
      return switchBackend(system, by, newId(), asked);
    case 'releases_list':
      return { done: { rows: releaseRows(system) } };
    case 'release_report':
      return showReport(system, asked);
    case 'dead_list':
      return deadRows(system, asked);
    case 'dead_replay':
      return ended(asked.key, await replayDeadLetter(system, asked.key, by), 'replayed');
    case 'dead_replay_all':
      return { done: { facts: { replayed: await replayDeadLetters(system, by, asked.kind) } } };
    case 'dead_dismiss':
      return ended(asked.key, await dismissDeadLetter(system, asked.key, by, asked.why), 'dismissed');
    case 'intake_show':
      return { done: { facts: intakeFacts(await readIntakeSwitch(system), intakeOpen) } };
    case 'intake_open':
      return { done: { facts: intakeFacts(await setIntake(system, { open: true, why: '', by }), intakeOpen) } };
    case 'intake_close':
      return { done: { facts: intakeFacts(await setIntake(system, { open: false, why: asked.why, by }), intakeOpen) } };
    case 'sweep_show':
      return { done: { facts: sweepFacts(await readSweepNote(system)) } };
    case 'sweep_now':
      return { done: { facts: { ...(await sweepAndReport(system, newId())) } } };
    case 'sign_in':
      return signIn(signInUrl?.());
    default:
      return changesRequest(asked) ? changeRequest(system, by, newId(), asked) : lookAtRequests(system, asked);
  }
}

type ChangesRequest = Extract<OperationRequest, { operation: keyof typeof CHANGES }>;

const CHANGES = {
  request_stop: true,
  request_unlock: true,
  request_override: true,
  request_waive: true,
  request_waive_word: true,
  request_continue: true,
  request_production: true,
} as const;

function changesRequest(asked: OperationRequest): asked is ChangesRequest {
  return Object.hasOwn(CHANGES, asked.operation);
}

async function changeRequest(system: System, by: string, commandId: string, asked: ChangesRequest): Promise<Operated> {
  switch (asked.operation) {
    case 'request_stop':
      return stopRequest(system, by, commandId, asked);
    case 'request_unlock':
      return unlockRequest(system, by, commandId, asked);
    case 'request_override':
      return overrideFreeze(system, by, commandId, asked);
    case 'request_continue':
      return continueRequest(system, by, commandId, asked);
    case 'request_waive_word':
      return waiveWord(system, by, commandId, asked);
    case 'request_production':
      return tellProduction(system, by, commandId, asked);
    case 'request_waive':
      return waiveGates(system, by, commandId, asked);
  }
}

function signIn(url: string | undefined): Operated {
  return url === undefined ? { refused: 'not_found', detail: 'nobody can be signed in here' } : { done: { facts: { open: url } } };
}

type AboutRequests = 'requests_list' | 'request_show' | 'request_timeline' | 'request_mails' | 'requests_check';

async function lookAtRequests(system: System, asked: Extract<OperationRequest, { operation: AboutRequests }>): Promise<Operated> {
  switch (asked.operation) {
    case 'requests_list':
      return listRequests(system, asked.status, asked.limit);
    case 'request_show':
      return showRequest(system, asked.id);
    case 'request_timeline':
      return requestTimeline(system, asked.id);
    case 'request_mails':
      return requestMails(system, asked.id);
    case 'requests_check':
      return checkRequests(system, asked);
  }
}

async function deadRows(system: System, { after, limit }: Extract<OperationRequest, { operation: 'dead_list' }>): Promise<Operated> {
  const { letters, next } = await listDeadLetters(system, after, limit);
  return { done: { rows: letters.map(deadRow), ...(next === undefined ? {} : { next }) } };
}

/** What is dead no more is no complaint: somebody asked twice, or another was quicker. */
function ended(key: string, outcome: DeadOutcome, word: 'replayed' | 'dismissed'): Operated {
  if (outcome === 'unknown') return { refused: 'not_found', detail: `there is no effect ${key}` };
  return {
    done: { facts: { key, [word]: outcome === 'done', ...(outcome === 'done' ? {} : { note: 'it is no dead letter (any more)' }) } },
  };
}
