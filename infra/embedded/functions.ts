import type { IncomingMessage } from 'node:http';
import { createCallerVerifier, type CallerVerifier } from '#edge/verify-caller.ts';
import { eventHandler } from '#edge/event-handler.ts';
import { isTrusted, type Handler } from '#edge/task-handler.ts';
import { createAnnounceEvent } from '#functions/announce-event/handler.ts';
import { createCheckGates } from '#functions/check-gates/handler.ts';
import { createDeployBranch } from '#functions/deploy-branch/handler.ts';
import { createDispatchEffect } from '#functions/dispatch-effect/handler.ts';
import { createFollowLink } from '#functions/follow-link/handler.ts';
import { createKeepClock } from '#functions/keep-clock/handler.ts';
import { createKeepCalendar } from '#functions/keep-calendar/handler.ts';
import { createOfferTurn } from '#functions/offer-turn/handler.ts';
import { createReceivePullRequestEvent } from '#functions/receive-pull-request-event/handler.ts';
import { createReconcileSheet } from '#functions/reconcile-sheet/handler.ts';
import { createReceiveRequest } from '#functions/receive-request/handler.ts';
import { createRunJob } from '#functions/run-job/handler.ts';
import { createSendMail } from '#functions/send-mail/handler.ts';
import { createServeAgent } from '#functions/serve-agent/handler.ts';
import { createServeOperations } from '#functions/serve-operations/handler.ts';
import { createServePages } from '#functions/serve-pages/handler.ts';
import { createSweep } from '#functions/sweep/handler.ts';
import { createUpdatePullRequest } from '#functions/update-pull-request/handler.ts';
import { createUpdateSheet } from '#functions/update-sheet/handler.ts';
import { agentDoor } from '#shared/wiring/agent-door.ts';
import { pullRequestTools } from '#shared/wiring/pull-request-tools.ts';
import { operatorDoor } from '#shared/wiring/operator-door.ts';
import { pullRequestDoor } from '#shared/wiring/pull-request-door.ts';
import { formPages, intakeOf, linkTools, pageTools, requestUrl } from '#shared/wiring/page-tools.ts';
import { mailTools } from '#shared/wiring/mail-tools.ts';
import { CALLER } from './identity.ts';
import type { Adapters, Parts } from './platform.ts';

/** Every function, wired for one process. */
export interface Functions {
  http: Record<
    | 'receive-request'
    | 'receive-pull-request-event'
    | 'follow-link'
    | 'serve-pages'
    | 'serve-agent'
    | 'serve-operations'
    | 'sweep'
    | 'reconcile-sheet'
    | 'send-mail'
    | 'check-gates'
    | 'keep-clock'
    | 'keep-calendar'
    | 'offer-turn'
    | 'deploy-branch'
    | 'run-job'
    | 'update-pull-request'
    | 'update-sheet'
    | 'announce-event',
    Handler
  >;
  dispatchEffect: Handler;
  mayTrigger: (request: IncomingMessage) => Promise<boolean>;
}

export function createFunctions(parts: Parts, adapters: Adapters): Functions {
  const { system } = parts;
  const { mailer, codeHost, outputs, sheet, executors } = adapters;
  const verifierOf = verifiers(parts);
  const triggers = verifierOf('dispatch-effect');
  const webhook = { secrets: parts.secrets.webhookSecrets, wallClock: Date.now };
  return {
    http: {
      'receive-request': createReceiveRequest(system, intakeOf(parts), webhook, formPages(parts, parts.now)),
      'receive-pull-request-event': createReceivePullRequestEvent(system, pullRequestDoor(parts)),
      'follow-link': createFollowLink(linkTools(parts, codeHost)),
      'serve-pages': createServePages(pageTools(parts, outputs)),
      'serve-agent': createServeAgent(system, agentDoor(parts, outputs)),
      'serve-operations': createServeOperations(system, operatorDoor(parts)),
      sweep: createSweep(system, verifierOf('sweep'), parts.newId),
      'reconcile-sheet': createReconcileSheet(system, verifierOf('reconcile-sheet'), sheet, requestUrl(parts)),
      'send-mail': createSendMail(system, verifierOf('send-mail'), mailTools(parts, mailer)),
      'check-gates': createCheckGates(system, verifierOf('check-gates'), codeHost),
      'keep-clock': createKeepClock(system, verifierOf('keep-clock')),
      'keep-calendar': createKeepCalendar(system, verifierOf('keep-calendar')),
      'offer-turn': createOfferTurn(system, verifierOf('offer-turn')),
      'deploy-branch': createDeployBranch(system, verifierOf('deploy-branch'), adapters.deployTools),
      'run-job': createRunJob(system, verifierOf('run-job'), { executors, outputs, codeHost }),
      'announce-event': createAnnounceEvent(system, verifierOf('announce-event'), adapters.channels),
      'update-pull-request': createUpdatePullRequest(system, verifierOf('update-pull-request'), codeHost, pullRequestTools(parts)),
      'update-sheet': createUpdateSheet(system, verifierOf('update-sheet'), sheet, requestUrl(parts)),
    },
    dispatchEffect: eventHandler(createDispatchEffect(system)),
    mayTrigger: (request) => isTrusted(triggers, system.log, request),
  };
}

/** The audience is the function's own address. */
function verifiers({ url, identity }: Parts): (name: string) => CallerVerifier {
  return (name) => createCallerVerifier({ audience: `${url}/functions/${name}`, serviceAccounts: [CALLER], keys: identity.keys });
}
