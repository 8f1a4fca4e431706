import { createHash } from 'node:crypto';
import { jsonOf, recordOf, type Opened, type TrustedKey, type Wrong } from './envelope.ts';

/** What a statement that was signed says. */
export interface Said {
  is: 'ran' | 'approved';
  /** SHA-256 of its bytes: what others name it by. */
  digest: string;
  commit: string;
  tree: string | undefined;
  result: 'PASSED' | 'WARNED' | 'FAILED';
  at: string;
  /** Digests of the statements that it rests on. */
  inputs: string[];
  predicate: Record<string, unknown>;
  key: TrustedKey;
}

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
const APPROVAL = 'tag:rehearsal.example,2026:approval/v1';
const RESULTS = ['PASSED', 'WARNED', 'FAILED'] as const;
const HEX = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Reads what was signed; whatever it does not know, it refuses. */
export function readStatement({ payload, key }: Opened): Said | Wrong {
  const { _type, subject, predicateType, predicate } = recordOf(jsonOf(textOf(payload)));
  if (_type !== STATEMENT_TYPE) return { wrong: `what was signed is ${JSON.stringify(_type) ?? 'no statement'}, not ${STATEMENT_TYPE}` };
  if (!Array.isArray(subject) || subject.length !== 1)
    return { wrong: `it has ${Array.isArray(subject) ? subject.length : 'no'} subjects, not one` };
  const { gitCommit: commit, gitTree: tree } = recordOf(recordOf(subject[0])['digest']);
  if (typeof commit !== 'string' || !HEX.test(commit)) return { wrong: 'its subject is no commit' };
  if (predicateType !== TEST_RESULT && predicateType !== APPROVAL)
    return { wrong: `it says something of another kind: ${JSON.stringify(predicateType) ?? 'none'}` };
  const fields = recordOf(predicate);
  const is = predicateType === APPROVAL ? 'approved' : 'ran';
  const [result, at] =
    is === 'approved'
      ? [fields['verificationResult'], fields['timeVerified']]
      : [fields['result'], recordOf(fields['rehearsal_run'])['endedAt']];
  const known = RESULTS.find((one) => one === result);
  if (known === undefined || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return { wrong: 'it says no result, or not when' };
  const digest = createHash('sha256').update(payload).digest('hex');
  const inputs = is === 'approved' ? inputsOf(fields['inputAttestations']) : [];
  const about = { commit, tree: typeof tree === 'string' && HEX.test(tree) ? tree : undefined };
  return { is, digest, ...about, result: known, at, inputs, predicate: fields, key };
}

/** Bad UTF-8 is no text. */
function textOf(payload: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch {
    return '';
  }
}

function inputsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const { sha256 } = recordOf(recordOf(one)['digest']);
    return typeof sha256 === 'string' ? [sha256] : [];
  });
}
