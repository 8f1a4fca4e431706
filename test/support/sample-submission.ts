import type { IntakeContext } from '#contexts/intake/domain/context.ts';

export const sampleContext: IntakeContext = {
  repositories: [{ owner: 'oppia', repository: 'oppia' }],
  backends: ['local', 'backup'],
  releases: [],
};

type Form = Record<string, unknown>;

/** A form as it comes over the wire that passes every rule; `over` replaces top-level fields, undefined takes one out. */
export function sampleForm(over: Form = {}): Form {
  return definedOnly({
    formVersion: 1,
    submissionId: 'sub-0001',
    contributor: { name: 'Ada Lovelace', email: 'ada@example.org', githubLogin: 'ada' },
    kind: 'new_job',
    pullRequest: 'https://github.com/oppia/oppia/pull/12345',
    jobs: [
      sampleJob({ name: 'AuditTopicMigrationJob', role: 'audit' }),
      sampleJob({ name: 'MigrateTopicJob', role: 'migration', needs: ['AuditTopicMigrationJob'] }),
    ],
    instructionsDoc: 'https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit#heading=h.1',
    docCovers: { verification: true, expectedOutput: true, useOfOutput: true, recovery: true, debugging: true },
    testedLocally: true,
    ...over,
  });
}

export function sampleJob(over: Form = {}): Form {
  return definedOnly({ name: 'MigrateTopicJob', role: 'other', module: 'topic_migration_jobs', ...over });
}

/** A form that uses every optional field there is. */
export function fullForm(): Form {
  return sampleForm({
    jobs: [
      sampleJob({ name: 'AuditTopicMigrationJob', step: 'audit-before', role: 'audit', dataReviewed: true, safeToRerun: true }),
      sampleJob({
        name: 'MigrateTopicJob',
        role: 'migration',
        needs: ['audit-before'],
        parameters: { limit: '10', note: 'a = b', empty: '' },
        expectedOutput: [
          { kind: 'exact', line: '= not a count' },
          { kind: 'exact', line: 'TOPIC MIGRATED SUCCESS: 3' },
          { kind: 'pattern', pattern: '~ done * of \\* rows' },
          { kind: 'count', label: 'EXP: PROCESSED', comparison: '>=', value: 169 },
        ],
        auditEvidence: { requestId: 'ab12cd', step: 'audit' },
        safeToRerun: true,
      }),
    ],
    reason: 'First line.\nSecond line.',
    targetRelease: '3.4.1',
    essential: true,
    essentialReason: 'The release reads the new field.',
    localProof: 'It ran.',
    resubmissionOf: 'ab12cd',
    whatWasFixed: 'The typo.',
    backend: 'backup',
    group: 'topic move',
    productionPlan: 'Audit.\nThen move.',
    mode: 'launch_only',
  });
}

function definedOnly(form: Form): Form {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined));
}
