import type { Act } from '#kernel/act.ts';
import type { AnyFact } from '#kernel/process.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';

/** `denied`: a right was missing. `failed`: somebody could not prove who they are. */
export const auditOutcomes = ['done', 'denied', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** W5. One line of the log: who did what, on what, from where, and what let them. */
export interface AuditEntry extends Omit<Act, 'who' | 'door'> {
  at: Instant;
  who: string;
  /** Empty where nobody came through one. */
  door: string;
  /** The process that it is of. */
  on: { kind: string; id: string };
  version: number;
  command: string;
  outcome: AuditOutcome;
  /** Of what was denied, and how often, where that was more than once. */
  denied?: { permission: string; times: number };
}

/** An entry of any timeline, as the log finds it. */
export interface AuditFound {
  ref: DocumentRef;
  document: { at: Instant; by: unknown; version: number; command: string; facts: readonly AnyFact[]; act?: Act };
}

export function auditEntry({ ref, document }: AuditFound): AuditEntry {
  const { at, by, version, command, facts, act } = document;
  const { who = whoIn(by), door = '', ...rest } = act ?? {};
  const on = { kind: kindOf(ref.collection), id: ref.parent ?? '' };
  return { at, who, door, ...rest, on, version, command, ...outcomeOf(facts) };
}

/** Timelines whose collection is not called after their process. */
const ODD: Readonly<Record<string, string>> = { timeline: 'request', operationsTimeline: 'intake' };

export function kindOf(collection: string): string {
  return ODD[collection] ?? collection.replace(/Timeline$/, '');
}

/** The collection that has the timelines of a kind. */
export function collectionOf(kind: string): string {
  return Object.keys(ODD).find((collection) => ODD[collection] === kind) ?? `${kind}Timeline`;
}

function outcomeOf(facts: readonly AnyFact[]): Pick<AuditEntry, 'outcome' | 'denied'> {
  const refused = facts.find(({ fact }) => fact === 'right_refused');
  if (refused !== undefined) return { outcome: 'denied', denied: { permission: textIn(refused, 'permission'), times: timesIn(refused) } };
  return { outcome: facts.some(({ fact }) => fact === 'sign_in_failed') ? 'failed' : 'done' };
}

function textIn(fact: object, name: string): string {
  const value: unknown = (fact as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}

function timesIn(fact: object): number {
  const times: unknown = (fact as Readonly<Record<string, unknown>>)['times'];
  return typeof times === 'number' ? times : 1;
}

/** Of entries that say no more than that. */
function whoIn(by: unknown): string {
  const kind = textIn(Object(by) as object, 'kind');
  const name = ['id', 'backend', 'part'].map((field) => textIn(Object(by) as object, field)).find((text) => text !== '');
  const [, part, id] = kind === 'system' ? (/^(operator|client|agent) (.+)$/.exec(name ?? '') ?? []) : [];
  if (part !== undefined) return `${part}:${id}`;
  return name === undefined ? kind : `${kind}:${name}`;
}
