import type { Comparison, DocPart, JobRole, RequestKind, RunMode } from './choices.ts';
import type { AnswersOf } from './form/field.ts';
import type { lastJobFields } from './form/job.ts';
import type { placeFields } from './form/place.ts';
import type { reasonFields } from './form/reasons.ts';

export { docParts, jobRoles } from './choices.ts';
export type { JobRole, RequestKind } from './choices.ts';

/**
 * A submission that passed every rule of intake: what the rest of the domain may rely on. Plain JSON, no undefined values.
 * What form/reasons.ts and form/place.ts ask is kept as it was answered.
 */
export interface Submission extends AnswersOf<typeof reasonFields>, Omit<AnswersOf<typeof placeFields>, 'mode'> {
  formVersion: 1;
  submissionId: string;
  contributor: Contributor;
  kind: RequestKind;
  change: Change;
  /** In form order. Empty only for `feature` and `server_action`. */
  jobs: JobAsk[];
  /** Always there for kind `feature`. */
  feature?: FeatureAsk;
  instructionsDoc: { documentId: string };
  /** All true when there is at least one job. */
  docCovers: DocCovers;
  mode: RunMode;
}

export interface Contributor {
  name: string;
  /** Deliverable address (see address.ts). */
  email: string;
  githubLogin: string;
  /** I16. What a signed form says of the address; false: it was only typed. Worth nothing on our own form page. */
  emailVerified?: boolean;
}

interface FeatureAsk {
  thirdPartyApis: string[];
  testSteps: string;
}

type DocCovers = Record<DocPart, boolean>;

export type Change =
  | { kind: 'pull_request'; owner: string; repository: string; number: number }
  | { kind: 'ref'; owner: string; repository: string; ref: string };

export interface JobAsk extends AnswersOf<typeof lastJobFields> {
  /** Class name; ends in `Job`. */
  name: string;
  /** Unique in the request; what `needs` names. The class name unless given. */
  step: string;
  module?: string;
  role: JobRole;
  /** Steps of the same request; no cycle. */
  needs: string[];
  parameters: Record<string, string>;
  expectedOutput: ExpectedOutput[];
  auditEvidence?: AuditEvidence;
  safeToRerun: boolean;
}

/** An audit that passed in an earlier request. Without `step`: any audit of that request. */
interface AuditEvidence {
  requestId: string;
  step?: string;
}

/** R8. `pattern` is a glob, never a regular expression: see pattern.ts. */
export type ExpectedOutput =
  | { kind: 'exact'; line: string }
  | { kind: 'pattern'; pattern: string }
  | { kind: 'count'; label: string; comparison: Comparison; value: number };

/** `path` is where in the submitted form (`jobs[0].name`; empty for the whole); `code` is stable, `message` is for people. */
export interface Problem {
  path: string;
  code: string;
  message: string;
}

/** Shown, never a refusal. */
export type Warning = Problem;

/** `owner/repository#12` or `owner/repository@develop`: the same change has the same key. */
export function changeKey(change: Change): string {
  const repository = `${change.owner}/${change.repository}`;
  return change.kind === 'pull_request' ? `${repository}#${change.number}` : `${repository}@${change.ref}`;
}
