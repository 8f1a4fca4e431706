import type { Assigned } from '#contexts/access/domain/parts/assigned.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';

/** Whose request it is, and who took it: what decides who hears of it. */
export type WhoseRequest = Pick<Requested, 'submission' | 'continued'> & Pick<Authored, 'authors'> & Assigned;

/** As if nobody had taken it. Made of the whole: a copy that leaves out who may not decide (authors, `continued`) asks them, and refuses their answer. */
export function nobodys({ assignee: _whose, ...rest }: WhoseRequest): WhoseRequest {
  return rest;
}
