/** A8. An in-toto Statement v1 (https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md), always of exactly one subject. */
export interface Statement<Predicate> {
  _type: typeof STATEMENT_TYPE;
  subject: [Resource];
  predicateType: string;
  predicate: Predicate;
}

/** What a statement names, and by which digests. */
export interface Resource {
  name: string;
  digest: { sha256: string } | { gitCommit: string; gitTree?: string };
}

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
/** Ours (docs/guide/evidence.md). A name that nobody else can have (RFC 4151), and no address. */
export const APPROVAL = 'tag:rehearsal.example,2026:approval/v1';

export type Result = 'PASSED' | 'WARNED' | 'FAILED';
