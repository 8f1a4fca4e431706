import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import type { Ladder } from '#kernel/promises/ladder.ts';
import { scaled } from '#contexts/backends/domain/probe-rules.ts';
import { probeTableOf } from '#contexts/operations/domain/probe-settings.ts';
import { poolRulesOf } from '#contexts/backends/settings/pools.ts';
import { stepProgram } from '#contexts/operations/domain/programs.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { passageOf } from '#contexts/calendar/domain/working-time.ts';
import { CHAT, type Outlet } from '#products/rehearsal/domain/announce/event.ts';
import type { OutputLimits } from '#contexts/operations/domain/limits.ts';
import type { ScheduleRules } from '#contexts/schedules/domain/rules.ts';
import type { BackendRules, Rules } from '#products/rehearsal/domain/rules.ts';
import type { Settings } from './schema.ts';

/**
 * The part of the settings that decisions depend on. Time limits of machines are meant on the wall, so they are stretched by `timeScale`
 * (E4) into the store's time; promises of people are in the store's time as they stand. The first backend is the default.
 */
export function domainRules(settings: Settings, timeScale = 1): Rules {
  const { rules, backends, calendar } = settings;
  const [first] = backends;
  if (first === undefined) throw new TypeError('settings without a backend');
  return {
    people: withQuiet(settings),
    roles: rolesWith(settings.roles),
    answerWithin: Math.round(rules.answerWithinHours * HOUR),
    ladder: ladderOf(rules.ladder),
    ...(rules.workingTime === undefined ? {} : { workingTime: passageOf(rules.workingTime) }),
    linkExpiry: rules.linkExpiryDays * DAY,
    twoAdminRoles: rules.twoAdminRoles,
    wordOnAudits: rules.wordOnAudits,
    undoWithin: rules.undoMinutes * MINUTE,
    output: outputLimits(settings),
    silentAfter: rules.agentSilentMinutes * MINUTE * timeScale,
    personalDataFor: rules.personalDataDays * DAY,
    confirmWithin: rules.confirmWithinDays * DAY,
    gatesPendingFor: Math.round(rules.gates.pendingHours * HOUR),
    gatesOff: rules.gatesOff,
    redLabels: rules.redLabels,
    ...repositoryRules(settings),
    mergeOnApproval: rules.mergeOnApproval,
    ...(rules.mergeMethod === undefined ? {} : { mergeMethod: rules.mergeMethod }),
    backends: backends.map((backend) => backendOf(backend, timeScale)),
    jobPlaces: jobPlacesOf(settings),
    defaultBackend: first.slug,
    releases: calendar.releases.toSorted((a, b) => a.hardCutoff - b.hardCutoff),
    calendar: { timeZone: calendar.timeZone, formula: calendar.formula },
    freezes: calendar.freezes,
    outlets: outletsOf(settings),
    schedules: schedulesOf(settings),
  };
}

function schedulesOf({ rules: { schedules } }: Settings): ScheduleRules {
  return {
    shortestGap: schedules.shortestGapMinutes * MINUTE,
    lateAfter: Math.round(schedules.lateAfterMinutes * MINUTE),
    mostMadeGood: schedules.mostMadeGood,
  };
}

export function outputLimits({ rules }: Pick<Settings, 'rules'>): OutputLimits {
  return { bytes: Math.round(rules.output.megabytes * 1024 * 1024), lines: rules.output.lines };
}

/** What gates look at in each repository. */
function repositoryRules({ repositories }: Settings): Pick<Rules, 'jobLayouts' | 'gateSettings' | 'pullRequests'> {
  return {
    jobLayouts: repositories.map(({ owner, repository, registryFile, jobsFolder, testSuffix }) => ({
      owner,
      repository,
      registryFile,
      jobsFolder,
      testSuffix,
    })),
    pullRequests: repositories
      .filter(({ tellPullRequests }) => tellPullRequests)
      .map(({ owner, repository, keepAliveDays: days }) => ({
        owner,
        repository,
        ...(days === undefined ? {} : { keepAlive: Math.round(days * DAY) }),
      })),
    gateSettings: repositories.map(({ owner, repository, requiredChecks, optionalChecks, neverAwaited }) => ({
      owner,
      repository,
      checks: { required: requiredChecks, optional: optionalChecks },
      neverAwaited,
    })),
  };
}

function jobPlacesOf({ jobs }: Settings): NonNullable<Rules['jobPlaces']> {
  return jobs.map(({ name, credentials, serviceAccount, notOn }) => ({
    job: name,
    credentials,
    notOn,
    ...(serviceAccount === undefined ? {} : { serviceAccount }),
  }));
}

/** N8. The installation's quiet hours are those of everybody who has none of their own; whose clock is not known lives by the calendar's. */
function withQuiet({ people, quiet, calendar }: Settings): Rules['people'] {
  return people.map((person) => ({
    ...person,
    ...(person.quiet === undefined && quiet !== undefined ? { quiet } : {}),
    ...(person.digestAt !== undefined && person.timeZone === undefined ? { timeZone: calendar.timeZone } : {}),
  }));
}

function outletsOf({ chat, events }: Pick<Settings, 'chat' | 'events'>): Outlet[] {
  return [
    ...(chat === undefined ? [] : [{ channel: CHAT, events: chat.events }]),
    ...events.receivers.map((receiver) => ({ channel: receiver.id, events: receiver.events })),
  ];
}

/** In whole milliseconds, as all instants are. */
function ladderOf({ assigneeAfterHours, everyoneAfterHours, thenEveryHours }: Settings['rules']['ladder']): Ladder {
  return {
    assigneeAfter: Math.round(assigneeAfterHours * HOUR),
    everyoneAfter: Math.round(everyoneAfterHours * HOUR),
    thenEvery: Math.round(thenEveryHours * HOUR),
  };
}

function accountsOf({
  serviceAccount,
  jobServiceAccounts,
}: {
  serviceAccount?: string | undefined;
  jobServiceAccounts: string[];
}): string[] {
  return [...(serviceAccount === undefined ? [] : [serviceAccount]), ...jobServiceAccounts];
}

function instructionsOf(step: Settings['backends'][number]['deploySteps'][number]): { instructions?: string } {
  const instructions = stepProgram(step.kind).step.instructions?.(step);
  return instructions === undefined ? {} : { instructions };
}

/** E4: how long steps and jobs may take is meant on the wall. */
function backendOf(backend: Settings['backends'][number], timeScale: number): BackendRules {
  const { slug, executor, deploySteps, afterSteps, jobTimeoutMinutes, downtime, credentials } = backend;
  const accounts = backend.executor === 'dataflow' ? accountsOf(backend.dataflow) : [];
  return {
    slug,
    executor,
    deploySteps: deploySteps.map((step) => ({
      name: step.name,
      kind: step.kind,
      timeout: step.timeoutMinutes * MINUTE * timeScale,
      ...instructionsOf(step),
    })),
    afterSteps: afterSteps.map(({ name, kind, timeoutMinutes }) => ({ name, kind, timeout: timeoutMinutes * MINUTE * timeScale })),
    jobTimeout: jobTimeoutMinutes * MINUTE * timeScale,
    sharing: poolRulesOf(backend, timeScale),
    ...probesIn(backend, timeScale),
    ...(downtime === undefined ? {} : { downtime }),
    ...(credentials.length === 0 ? {} : { credentials }),
    ...(accounts.length === 0 ? {} : { serviceAccounts: accounts }),
  };
}

/** E4: meant on the wall, but for how long the agent lets it run, which is measured there. */
function probesIn(backend: Settings['backends'][number], timeScale: number): Pick<BackendRules, 'probes'> {
  if (backend.executor !== 'agent' || Object.keys(backend.probes).length === 0) return {};
  return { probes: scaled(probeTableOf(backend.probes), timeScale) };
}
