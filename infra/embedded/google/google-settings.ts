import type { SettingsInput } from '#functions/wiring/settings.ts';

export const PROJECT = 'rehearsal-local';
export const REGION = 'local';
export const BUCKET = 'rehearsal-local-output';
export const SPREADSHEET = 'rehearsal-local-approvals';
export const TRIGGER = 'deploy-backup-server';

/** The sample with a backup server on Google Cloud: deployed by Cloud Build, jobs on Dataflow. */
export function onGoogleCloud(sample: SettingsInput): SettingsInput {
  return {
    ...sample,
    backends: [
      {
        slug: 'backup',
        name: 'Backup server on Google Cloud',
        executor: 'dataflow',
        capacity: 1,
        deploySteps: [
          { name: 'announce', kind: 'announce', message: 'A new version is being put on the backup server.', timeoutMinutes: 1 },
          { name: 'build', kind: 'build', trigger: TRIGGER, region: REGION, timeoutMinutes: 30 },
        ],
        dataflow: { region: REGION, flexTemplate: `gs://${BUCKET}/templates/jobs.json` },
        jobTimeoutMinutes: 30,
      },
    ],
  };
}
