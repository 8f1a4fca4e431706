/** What our HTML form's fields mean. Names of fields are the paths that problems have, so that each can be shown beside its field. */

export type FieldKind =
  | 'text'
  /** `on` or nothing; left out when not ticked. */
  | 'tick'
  /** Like `tick`, but false when not ticked. */
  | 'answer'
  | 'number'
  /** One a line. */
  | 'lines'
  /** Parted by commas. */
  | 'commas'
  /** `name=value`, one a line. */
  | 'pairs'
  /** One expected line each; see expected-output-text.ts. */
  | 'expected';

export const formFields: Readonly<Record<string, FieldKind>> = {
  formVersion: 'number',
  submissionId: 'text',
  'contributor.name': 'text',
  'contributor.email': 'text',
  'contributor.githubLogin': 'text',
  kind: 'text',
  pullRequest: 'text',
  ref: 'text',
  'feature.thirdPartyApis': 'lines',
  'feature.testSteps': 'text',
  instructionsDoc: 'text',
  'docCovers.verification': 'answer',
  'docCovers.expectedOutput': 'answer',
  'docCovers.useOfOutput': 'answer',
  'docCovers.recovery': 'answer',
  'docCovers.debugging': 'answer',
  reason: 'text',
  targetRelease: 'text',
  essential: 'tick',
  essentialReason: 'text',
  testedLocally: 'answer',
  localProof: 'text',
  resubmissionOf: 'text',
  whatWasFixed: 'text',
  backend: 'text',
  group: 'text',
  productionPlan: 'text',
  mode: 'text',
};

/** Behind `jobs[<number>].`. */
export const jobFields: Readonly<Record<string, FieldKind>> = {
  name: 'text',
  step: 'text',
  module: 'text',
  role: 'text',
  needs: 'commas',
  parameters: 'pairs',
  expectedOutput: 'expected',
  'auditEvidence.requestId': 'text',
  'auditEvidence.step': 'text',
  safeToRerun: 'tick',
  dataReviewed: 'tick',
};

export function kindOfField(fields: Readonly<Record<string, FieldKind>>, name: string): FieldKind | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
