import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Said } from '../said.ts';
import { readCheckout } from './checkout.ts';
import { isSaid, judgeFile, type Checkout } from './judge.ts';
import { readKeys } from './keys.ts';
import { reported, told } from './report.ts';

const USAGE = 'npm run rehearsal -- evidence verify <file> --key <file> (--checkout <folder> | --commit <sha>) [--json]';

/** A8. Holds a file of signed statements against keys and a commit, here and now: it asks no server. */
export async function verifyEvidence(typed: readonly string[]): Promise<Said> {
  const asked = await readAsked(typed);
  if ('problem' in asked) return { code: 2, out: '', err: `  ${asked.problem}\n${USAGE}\n` };
  const judged = judgeFile(asked.text, asked.keys, asked.checkout);
  const isGood = judged.length > 0 && judged.every((one) => isSaid(one) && one.result !== 'FAILED');
  const out = asked.json ? `${JSON.stringify(told(judged, isGood), null, 2)}\n` : reported(judged, asked.checkout, isGood);
  return { code: isGood ? 0 : 1, out, err: '' };
}

interface Asked {
  text: string;
  keys: ReturnType<typeof readKeys>;
  checkout: Checkout;
  json: boolean;
}

async function readAsked(typed: readonly string[]): Promise<Asked | { problem: string }> {
  const words = wordsOf(typed);
  if ('problem' in words) return words;
  const { file, key, json } = words;
  const [text, keyText] = await Promise.all([textOf(file), textOf(key)]);
  if (text === undefined || keyText === undefined) return { problem: `${text === undefined ? file : key} cannot be read` };
  const keys = readKeys(keyText);
  if (keys.length === 0) return { problem: `${key} is no key: a key file, or a public key as PEM or base64` };
  const checkout = 'commit' in words ? { commit: words.commit } : await readCheckout(words.folder);
  return 'problem' in checkout ? checkout : { text, keys, checkout, json };
}

type Words = { file: string; key: string; json: boolean } & ({ folder: string } | { commit: string });

function wordsOf(typed: readonly string[]): Words | { problem: string } {
  try {
    const options = {
      key: { type: 'string' },
      checkout: { type: 'string' },
      commit: { type: 'string' },
      json: { type: 'boolean' },
    } as const;
    const { values, positionals } = parseArgs({ args: [...typed], options, allowPositionals: true });
    const [file, ...more] = positionals;
    const { key, checkout: folder, commit, json = false } = values;
    if (file === undefined || more.length > 0 || key === undefined) return { problem: 'one file and --key are needed' };
    if ((folder === undefined) === (commit === undefined))
      return { problem: 'say what it must be about, --checkout or --commit: a good signature under something else proves nothing' };
    if (folder !== undefined) return { file, key, json, folder };
    const whole = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit ?? '');
    return whole ? { file, key, json, commit: commit ?? '' } : { problem: '--commit must be a whole commit id, not a part of one' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
