import type { Assigned } from '#domain/request/parts/assigned.ts';
import type { Authored } from '#domain/request/parts/authored.ts';
import type { Requested } from '#domain/request/parts/requested.ts';

/** Whose request it is, and who took it: what decides who hears of it. */
export type WhoseRequest = Pick<Requested, 'submission' | 'continued'> & Pick<Authored, 'authors'> & Assigned;

/** As if nobody had taken it. Made of the whole: a copy that leaves out who may not decide (authors, `continued`) asks them, and refuses their answer. */
export function nobodys({ assignee: _whose, ...rest }: WhoseRequest): WhoseRequest {
  return rest;
}
