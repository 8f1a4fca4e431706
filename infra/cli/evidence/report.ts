import { recordOf } from './envelope.ts';
import { isSaid, type Checkout, type Judged } from './judge.ts';
import type { Said } from './statement.ts';

/** For people: one line a statement, and what all of it comes to. */
export function reported(judged: readonly Judged[], { commit }: Checkout, isGood: boolean): string {
  const lines = judged.map((one) => (isSaid(one) ? `  ${one.result}  ${sentence(one)}` : `  REFUSED line ${one.line}: ${one.wrong}`));
  const all = judged.length === 0 ? 'There is nothing in this file.' : isGood ? `Verified for ${commit}.` : `Not verified for ${commit}.`;
  return `${[...lines, all].join('\n')}\n`;
}

/** For programs. */
export function told(judged: readonly Judged[], isGood: boolean): object {
  const statements = judged.map((one) => {
    if (!isSaid(one)) return { line: one.line, refused: one.wrong };
    const { line, is, result, commit, digest, key, predicate } = one;
    return { line, is, result, commit, digest, keyid: key.keyid, predicate };
  });
  return { verified: isGood, statements };
}

function sentence({ is, predicate, commit, at, key }: Said): string {
  const by = `signed by key ${key.keyid.slice(0, 12)}`;
  const warned = Array.isArray(predicate['warnedBecause'])
    ? predicate['warnedBecause']
    : recordOf(predicate['rehearsal_run'])['warnedBecause'];
  const because = Array.isArray(warned) && warned.length > 0 ? ` (${warned.map(plain).join(', ')})` : '';
  if (is === 'ran') {
    const { job, backend } = recordOf(predicate['rehearsal_run']);
    return `${plain(job)} ran at ${commit} on ${plain(backend)}, ${at}${because}; ${by}`;
  }
  const approvers = Array.isArray(predicate['approvers']) ? predicate['approvers'].map((one) => plain(recordOf(one)['id'])) : [];
  return `${plain(predicate['job'])} was approved by ${approvers.join(' and ')}, ${at}${because}; ${by}`;
}

/** Nothing that was signed moves the cursor of whoever reads it. */
function plain(value: unknown): string {
  return String(value)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 200);
}
