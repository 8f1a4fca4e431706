import type { Channels } from '#products/rehearsal/app/performers/announce.ts';
import type { DeployDependencies } from '#products/rehearsal/app/operation/requests/step.ts';
import type { Executors } from '#products/rehearsal/app/operation/requests/run.ts';
import type { MailDependencies } from '#products/rehearsal/app/performers/send-mail.ts';
import type { PullRequestDependencies } from '#products/rehearsal/app/performers/update-pull-request.ts';
import type { CallerVerifier } from '#doors/verify-caller.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import type { ActionOrder, Executor } from '#contexts/operations/ports/executor.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

/**
 * What performers and doors ask for by name. At home all are there. In the cloud `npm run generate` gives each function those that it
 * asks for: the tool `codeHost` is `cloudCodeHost` of `cloud-code-host.ts`; where there is no such file, it is the same at home as in the
 * cloud, and is `codeHost` of `code-host.ts`.
 */
export interface Dependencies {
  mailDependencies: MailDependencies;
  codeHost: CodeHost;
  deployDependencies: DeployDependencies;
  executors: Executors;
  outputs: OutputStore;
  /** K2. Actions of pipelines, by the agents of their backends. */
  actions: Executor<ActionOrder>;
  channels: Channels;
  pullRequestDependencies: PullRequestDependencies;
  sheet: ApprovalSheet;
  starters: Starters;
  requestUrl: (requestId: string) => string;
  /** X1. Tells whether a call comes from the schedule. */
  scheduleCaller: CallerVerifier;
}
