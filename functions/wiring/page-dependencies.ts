import type { Intake } from '#products/rehearsal/app/intake.ts';
import { comingReleases } from '#contexts/calendar/domain/releases.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Limits } from '#contexts/intake/domain/budget.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { IntakeContext } from '#contexts/intake/domain/context.ts';
import type { LinkDependencies } from '#functions/follow-link/handler.ts';
import type { FormPages } from '#functions/receive-request/form.ts';
import { createFormPages } from '#functions/receive-request/form-pages.ts';
import type { PageDependencies } from '#functions/serve-pages/dependencies.ts';
import type { SenderForOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';
import { earlierRequests } from './earlier-request.ts';
import { createStatementSigner } from '#platform/statement-signer.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { Settings } from './settings.ts';
import { signInWays } from './sign-in-ways.ts';
import { domainRules } from '#products/rehearsal/settings.ts';
import { whyNotHere } from '#contexts/plans/domain/job/where.ts';
import { placeReader } from './places.ts';
import type { Installation } from './installation.ts';
import { settingsInForce } from './settings-in-force.ts';
import { operationWords } from './operation-words.ts';
import { choicesHere } from './choices.ts';
import { createFraming, createSenderFor, firstPageOf } from './page-frame.ts';
import { requestUrl } from './request-url.ts';

export function intakeOf({ settings, links, newRequestId }: Installation): Intake {
  const { quotas } = settings.rules;
  return {
    open: settings.rules.intakeOpen,
    context: contextOf(settings),
    quotas: { ...limitsOf(quotas), unproven: limitsOf(quotas.unproven) },
    newId: newRequestId,
    statusUrl: (id) => links.statusUrl(id),
  };
}

function limitsOf(quotas: { perContributorPerDay: number; perPullRequestPerDay: number; perDay: number }): Limits {
  return { perContributor: quotas.perContributorPerDay, perChange: quotas.perPullRequestPerDay, perDay: quotas.perDay };
}

/** Every row, and what the formula estimates: a form sent to a process that has long been running may name a later month. */
function namedReleases({ releases, calendar }: Pick<Rules, 'releases' | 'calendar'>): string[] {
  const rows = releases.map((row) => ({ ...row, softCutoff: row.softCutoff ?? row.hardCutoff }));
  const estimates = calendar === undefined || rows.length === 0 ? [] : comingReleases({ ...calendar, rows }, Date.now(), MONTHS_AHEAD);
  return [...new Set([...rows, ...estimates].map(({ name }) => name))];
}

const MONTHS_AHEAD = 24;

function contextOf(settings: Settings): IntakeContext {
  const { repositories, backends } = settings;
  const places = domainRules(settings);
  return {
    whyNotHere: (job, backend) => whyNotHere(places, job, backend),
    repositories: repositories.map(({ owner, repository }) => ({ owner, repository })),
    backends: backends.map(({ slug }) => slug),
    releases: namedReleases(places),
  };
}

export function linkDependencies(
  house: Installation,
  { codeHost, outputs }: Pick<LinkDependencies, 'codeHost' | 'outputs'>,
): LinkDependencies {
  const { system, links, whoIs, signIn, settings } = house;
  return {
    system,
    codeHost,
    outputs,
    links,
    whoIs,
    placeOf: placeReader(system),
    visitors: signIn.visitors,
    requestUrl: requestUrl(house),
    senderFor: senderForOf(house),
    timeZone: settings.calendar.timeZone,
  };
}

export function pageDependencies(
  { system, links, operators, whoIs, signIn, secrets, settings, now, newId }: Installation,
  outputs: OutputStore,
): PageDependencies {
  const { installation, publicUrl, calendar, rules, evidence } = settings;
  return {
    system,
    links,
    operators,
    operatorSignIn: signIn.operatorSignIn,
    ways: signInWays(settings),
    whoIs,
    placeOf: placeReader(system),
    words: operationWords,
    choices: choicesHere(system),
    firstPageOf,
    outputs,
    statements: createStatementSigner(secrets.statementKeys, evidence.formerKeys),
    installation,
    settingsInForce: () => settingsInForce(settings),
    senderFor: createFraming({ installation, links, now }),
    publicUrl,
    timeZone: calendar.timeZone,
    newId,
    intakeOpen: rules.intakeOpen,
  };
}

type Framing = Pick<Installation, 'settings' | 'links' | 'whoIs' | 'now'>;

export function senderForOf({ settings, ...framing }: Framing): SenderForOf<PageContent> {
  return createSenderFor({ installation: settings.installation, ...framing });
}

/** The time is only shown: how far a cutoff is away. */
export function formPages(installation: Installation): FormPages {
  const { system, settings, now, newId, links, whoIs } = installation;
  const context = contextOf(settings);
  return createFormPages({
    senderFor: senderForOf({ settings, links, whoIs, now }),
    rules: system.rules,
    timeZone: settings.calendar.timeZone,
    now,
    newId,
    earlierOf: earlierRequests(installation),
    check: (form) => parseSubmission(form, context),
  });
}
