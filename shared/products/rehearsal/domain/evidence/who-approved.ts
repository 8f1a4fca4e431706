import { changeKey } from '#contexts/intake/domain/submission.ts';
import { ranAt } from '#contexts/plans/domain/job/evidence-of.ts';
import { APPROVAL, STATEMENT_TYPE, type Resource, type Result, type Statement } from '#contexts/verdict/domain/statement/statement.ts';
import type { ApprovedRun } from './approved.ts';
import { waiversOf, warningsOf } from './warnings.ts';
import { iso, type Attested } from './what-ran.ts';

/** Fields and names are those of SLSA's verification summary (https://slsa.dev/spec/v1.0/verification_summary) as far as it has them. */
interface Approval {
  /** The installation, by its public address. */
  verifier: { id: string };
  timeVerified: string;
  /** The change, as `owner/repository#number`. */
  resourceUri: string;
  policy: { uri: string };
  /** The statement of what ran, by the digest of its bytes. */
  inputAttestations: [Resource];
  verificationResult: Result;
  job: string;
  /** By their ids in the settings: no names, no addresses. */
  approvers: {
    id: string;
    timeVerified: string;
    /** W5. Who put it on the record in their name, as records call them. */ recordedBy?: string;
  }[];
  expectedOutput: 'matched' | 'overridden' | 'not_applicable';
  waivers: { gate: string; by: string; timeVerified: string }[];
  warnedBecause: string[];
  /** I14, I19. It ran at another commit, and the files of the job are the same at this one. */
  ranAt?: { gitCommit: string };
}

/** A8. Who approved it, for which commit. `ran`: digest of the statement of what ran. */
export function whoApproved({ job, run }: ApprovedRun, state: Attested, ran: string, publicUrl: string): Statement<Approval> {
  const { approval } = job;
  const { owner, repository } = state.submission.change;
  const warnings = warningsOf(job, state);
  const both = [...(approval.first === undefined ? [] : [approval.first]), approval];
  const at = ranAt(run);
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name: `${owner}/${repository}`, digest: { gitCommit: approval.sha } }],
    predicateType: APPROVAL,
    predicate: {
      verifier: { id: publicUrl },
      timeVerified: iso(approval.at),
      resourceUri: changeKey(state.submission.change),
      policy: { uri: `${APPROVAL}#fully-tested` },
      inputAttestations: [{ name: 'what ran', digest: { sha256: ran } }],
      verificationResult: warnings.length > 0 ? 'WARNED' : 'PASSED',
      job: job.step,
      approvers: both.map(({ by, at: when, through }) => ({
        id: by,
        timeVerified: iso(when),
        ...(through === undefined ? {} : { recordedBy: through }),
      })),
      expectedOutput: approval.expectedOutput.kind,
      waivers: waiversOf(job, state).map(({ gate, by, at: when }) => ({ gate, by, timeVerified: iso(when) })),
      warnedBecause: warnings,
      ...(at === approval.sha ? {} : { ranAt: { gitCommit: at } }),
    },
  };
}
