import { openEnvelope, jsonOf, type TrustedKey, type Wrong } from './envelope.ts';
import { readStatement, type Said } from './statement.ts';

/** What the file must be about. */
export interface Checkout {
  commit: string;
  /** Of its files: another commit with the same files is the same artifact. Known of a checkout only. */
  tree?: string | undefined;
}

/** A line of the file, counted from 1, and what came of it. */
export type Judged = { line: number } & (Said | Wrong);

/**
 * Verifies every statement of a file. Each must be about the checkout, but what ran: there it is enough that an approval which is about the
 * checkout names it by its digest (the job's files are the same at both commits, and the approval says where it ran).
 */
export function judgeFile(text: string, keys: readonly TrustedKey[], checkout: Checkout): Judged[] {
  const read = linesOf(text).map(([line, envelope]): Judged => ({ line, ...readOne(envelope, keys) }));
  const good = read.filter(isSaid);
  const ours = good.filter((one) => one.is === 'approved' && isAbout(one, checkout)).flatMap(({ inputs }) => inputs);
  const ran = new Set(good.filter(({ is }) => is === 'ran').map(({ digest }) => digest));
  return read.map((one) => {
    if (!isSaid(one)) return one;
    const wrong = whyNot(one, { checkout, ours, ran });
    return wrong === undefined ? one : { line: one.line, wrong };
  });
}

export function isSaid(one: Judged): one is { line: number } & Said {
  return !('wrong' in one);
}

function readOne(envelope: string, keys: readonly TrustedKey[]): Said | Wrong {
  const opened = openEnvelope(envelope, keys);
  if ('wrong' in opened) return opened;
  const said = readStatement(opened);
  if ('wrong' in said) return said;
  const { revoked, until } = said.key;
  if (revoked !== undefined)
    return { wrong: `its key was revoked (${revoked}): fetch the file again, and it is signed by a key that is not` };
  if (until !== undefined && !(Date.parse(said.at) < Date.parse(until)))
    return { wrong: `its key signed nothing of after ${until}, and this says ${said.at}` };
  return said;
}

interface Whole {
  checkout: Checkout;
  /** Digests that approvals about the checkout rest on. */
  ours: readonly string[];
  /** Digests of the statements of what ran. */
  ran: ReadonlySet<string>;
}

function whyNot(one: Said, { checkout, ours, ran }: Whole): string | undefined {
  if (one.is === 'approved') {
    if (!isAbout(one, checkout)) return `it is about ${one.commit}, not ${checkout.commit}`;
    const missing = one.inputs.length === 0 || one.inputs.some((digest) => !ran.has(digest));
    return missing ? 'what it rests on is not in this file' : undefined;
  }
  if (isAbout(one, checkout) || ours.includes(one.digest)) return undefined;
  return `it is about ${one.commit}, not ${checkout.commit}`;
}

function isAbout({ commit, tree }: Said, checkout: Checkout): boolean {
  return commit === checkout.commit || (tree !== undefined && tree === checkout.tree);
}

/** One envelope, written in whatever lines, or one a line (in-toto's bundle). */
function linesOf(text: string): [line: number, envelope: string][] {
  if (jsonOf(text) !== undefined) return [[1, text]];
  return text.split('\n').flatMap((line, at): [number, string][] => (line.trim() === '' ? [] : [[at + 1, line]]));
}
