// Made by `npm run generate` from the files of this folder.
import { auditExport } from './audit-export.ts';
import { audit } from './audit.ts';
import { backendHistory } from './backend-history.ts';
import { backend } from './backend.ts';
import { backends } from './backends.ts';
import { badges } from './badges.ts';
import { board } from './board.ts';
import { cutoffsFeed } from './cutoffs-feed.ts';
import { deadLetters } from './dead-letters.ts';
import { evidenceAbout } from './evidence-about.ts';
import { evidenceKeys } from './evidence-keys.ts';
import { evidence } from './evidence.ts';
import { form } from './form.ts';
import { home } from './home.ts';
import { metrics } from './metrics.ts';
import { notices } from './notices.ts';
import { operationLog } from './operation-log.ts';
import { operation } from './operation.ts';
import { operations } from './operations.ts';
import { people } from './people.ts';
import { person } from './person.ts';
import { queueFeed } from './queue-feed.ts';
import { releasesList } from './releases-list.ts';
import { releases } from './releases.ts';
import { requestTrace } from './request-trace.ts';
import { requests } from './requests.ts';
import { robots } from './robots.ts';
import { roles } from './roles.ts';
import { runOutput } from './run-output.ts';
import { run } from './run.ts';
import { runbooks } from './runbooks.ts';
import { runs } from './runs.ts';
import { schedule } from './schedule.ts';
import { schedules } from './schedules.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { timeline } from './timeline.ts';
import { tokens } from './tokens.ts';
import { trace } from './trace.ts';
import { verdicts } from './verdicts.ts';
import { workspaceOutputs } from './workspace-outputs.ts';
import { workspace } from './workspace.ts';
import { workspaces } from './workspaces.ts';

export const pages = {
  audit_export: auditExport,
  audit,
  backend_history: backendHistory,
  backend,
  backends,
  badges,
  board,
  cutoffs_feed: cutoffsFeed,
  dead_letters: deadLetters,
  evidence_about: evidenceAbout,
  evidence_keys: evidenceKeys,
  evidence,
  form,
  home,
  metrics,
  notices,
  operation_log: operationLog,
  operation,
  operations,
  people,
  person,
  queue_feed: queueFeed,
  releases_list: releasesList,
  releases,
  request_trace: requestTrace,
  requests,
  robots,
  roles,
  run_output: runOutput,
  run,
  runbooks,
  runs,
  schedule,
  schedules,
  settings,
  start,
  status,
  timeline,
  tokens,
  trace,
  verdicts,
  workspace_outputs: workspaceOutputs,
  workspace,
  workspaces,
} as const;
