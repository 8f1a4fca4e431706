import type { RoleTable } from '#contexts/access/domain/rights/roles.ts';
import type { Outlet } from '#products/rehearsal/domain/announce/event.ts';
import type { Duration } from '#kernel/time.ts';
import type { CalendarRules } from '#contexts/calendar/domain/rules.ts';
import type { Change, JobRole } from '#contexts/intake/domain/submission.ts';
import type { LadderRules } from '#kernel/promises/ladder.ts';
import type { MergeMethod } from '#contexts/gates/domain/pull-request/merge.ts';
import type { GateRules } from '#contexts/gates/domain/gate-rules.ts';
import type { JobPlace } from '#contexts/plans/domain/job/where.ts';
import type { ScheduleRules } from '#contexts/schedules/domain/rules.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import type { ProbeTable } from '#contexts/backends/domain/probe-rules.ts';
import type { StepKind } from '#contexts/operations/domain/programs.ts';
import type { OutputLimits } from '#contexts/operations/domain/limits.ts';
import type { Executor } from '#contexts/operations/domain/run/state.ts';

/** The part of the settings that decisions depend on. */
export interface Rules extends LadderRules, CalendarRules, GateRules {
  /** A5. How long a verdict can be undone by its author. */
  undoWithin: Duration;
  /** A7. Jobs of these roles take the approval of two admins. */
  twoAdminRoles?: readonly JobRole[];
  /** R13. The contributor's word on an audit's result is asked for before a job that writes builds on it. */
  wordOnAudits?: boolean;
  /** B9. An agent that is not heard for longer is silent; left out, nobody watches. */
  silentAfter?: Duration;
  /** R16. USUAL_LIMITS when left out. */
  output?: OutputLimits;
  /** Z4. How long the contributor's name and address are kept once a request is over; for ever when left out. */
  personalDataFor?: Duration;
  /** I16. How long the confirmation of an address is waited for; seven days when left out. */
  confirmWithin?: Duration;
  backends: BackendRules[];
  /** R18. Jobs that need something, or may not run everywhere. */
  jobPlaces?: readonly JobPlace[];
  /** N3. How long after it was asked a question's links work; 14 days when left out. */
  linkExpiry?: Duration;
  /** G7. How long a gate may be pending before it is put before the admins; 24 hours when left out. */
  gatesPendingFor?: Duration;
  /** N5. Repositories whose pull requests are told how things stand. */
  pullRequests: PullRequestRules[];
  /** A3. An approved pull request is merged, at the commit that was tested. */
  mergeOnApproval?: boolean;
  /** A3. By this method only; by one that the repository allows when left out. */
  mergeMethod?: MergeMethod;
  /** W4. Those of the house when left out. */
  roles?: RoleTable;
  /** Default when a request asks for none. */
  defaultBackend: string;
  /** N6. Who is told of what; nobody when left out. */
  outlets?: readonly Outlet[];
  /** O7. The usual ones when left out. */
  schedules?: ScheduleRules;
}

export interface PullRequestRules {
  owner: string;
  repository: string;
  /** How often an open one gets a sign of life; never unless given. */
  keepAlive?: Duration;
}

export function pullRequestRules({ pullRequests }: Rules, { owner, repository }: Change): PullRequestRules | undefined {
  return pullRequests.find((one) => one.owner === owner && one.repository === repository);
}

export interface BackendRules {
  slug: string;
  executor: Executor;
  deploySteps: { name: string; kind: StepKind; timeout: Duration; /** Of a manual step: what a person does. */ instructions?: string }[];
  /** D6. What puts the backend in order when a lease ends. */
  afterSteps?: { name: string; kind: StepKind; timeout: Duration }[];
  /** Longest time a run may take. */
  jobTimeout: Duration;
  /** B8. What its agent is asked again and again; nothing when left out. */
  probes?: ProbeTable;
  /** B7. How what shares it gets its slots; nothing does when left out. */
  sharing?: PoolRules;
  /** R18. */
  credentials?: readonly string[];
  serviceAccounts?: readonly string[];
  /** D4. What of it is down during a deployment. */
  downtime?: string;
}

/** What a person is to do in a manual step, as the settings have it now. */
export function instructionsOf({ backends }: Rules, slug: string, step: string): string | undefined {
  return backends.find((backend) => backend.slug === slug)?.deploySteps.find(({ name }) => name === step)?.instructions;
}

/** Of a step before the jobs or after them, as the settings have it now. */
export function stepTimeout(rules: Rules, slug: string, step: string): Duration | undefined {
  const { deploySteps, afterSteps = [] } = backendRules(rules, slug);
  return [...deploySteps, ...afterSteps].find(({ name }) => name === step)?.timeout;
}

/** What was there when a request came may be gone from the settings since. */
export function hasBackend({ backends }: Pick<Rules, 'backends'>, slug: string): boolean {
  return backends.some((backend) => backend.slug === slug);
}

export function backendRules(rules: Rules, slug: string): BackendRules {
  const found = rules.backends.find((backend) => backend.slug === slug);
  if (found === undefined) throw new Error(`no backend ${slug} in the settings`);
  return found;
}
