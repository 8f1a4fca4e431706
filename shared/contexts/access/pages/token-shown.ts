import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import { facts } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';

/** P1. A token, this once: to be selected and copied as a whole. */
export function tokenShown({ facts: said = {} }: OperationAnswer, _asked: ReadonlyMap<string, string>, when: When): Html {
  const { id, token, backends, permissions, expires, valid } = said;
  const ends = typeof expires === 'string' && expires !== '' ? moment(Date.parse(expires), when) : 'never: it stays until it is revoked';
  return html`<div class="field"><label for="f-token">Token</label><input id="f-token" class="mono" type="text" readonly value="${String(token ?? '')}" autocomplete="off" spellcheck="false"></div>
${facts(['Its name', String(id ?? '')], ['Backends', String(backends ?? '')], ['Permissions', String(permissions ?? '')], ['Ends', ends], ['Valid now', String(valid ?? '')])}`;
}
