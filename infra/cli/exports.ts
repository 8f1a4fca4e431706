import type { Environment } from '#platform/config.ts';
import { fetched, notUnderstood } from './fetched.ts';
import type { Said } from './said.ts';

/** X8. */
export async function getMetrics(typed: readonly string[], env: Environment): Promise<Said> {
  return typed.length > 0
    ? notUnderstood('metrics')
    : fetched('/metrics', env, 'the figures are not yours to see: that takes metrics.read');
}

const FILTERS = ['who', 'kind', 'id', 'outcome', 'permission', 'since', 'until'];

/** W5. All that fits, newest first. */
export async function exportAudit(typed: readonly string[], env: Environment): Promise<Said> {
  const query = new URLSearchParams();
  let as = 'json';
  for (const word of typed) {
    const [, name = '', value = ''] = /^--([a-z]+)(?:=(.+))?$/s.exec(word) ?? [];
    if (name === 'csv' && value === '') as = 'csv';
    else if (FILTERS.includes(name) && value !== '') query.set(name, value);
    else return notUnderstood(`audit export [--csv] ${FILTERS.map((one) => `[--${one}=…]`).join(' ')}`);
  }
  const asked = query.size === 0 ? '' : `?${query.toString()}`;
  return fetched(`/audit/export.${as}${asked}`, env, 'it was not understood, or the log is not yours to read: that takes audit.read');
}
