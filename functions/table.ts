// Made by `npm run generate` from the `wiring.ts` of each function.
import { dispatchEffect } from './dispatch-effect/wiring.ts';
import { followLink } from './follow-link/wiring.ts';
import { receivePullRequestEvent } from './receive-pull-request-event/wiring.ts';
import { receiveRequest } from './receive-request/wiring.ts';
import { reconcileSheet } from './reconcile-sheet/wiring.ts';
import { serveAgent } from './serve-agent/wiring.ts';
import { serveApi } from './serve-api/wiring.ts';
import { serveControllerTasks } from './serve-controller-tasks/wiring.ts';
import { serveEvents } from './serve-events/wiring.ts';
import { serveOperations } from './serve-operations/wiring.ts';
import { servePages } from './serve-pages/wiring.ts';
import { serveRap } from './serve-rap/wiring.ts';
import { serveSignIn } from './serve-sign-in/wiring.ts';
import { sweep } from './sweep/wiring.ts';

export const wirings = {
  'dispatch-effect': dispatchEffect,
  'follow-link': followLink,
  'receive-pull-request-event': receivePullRequestEvent,
  'receive-request': receiveRequest,
  'reconcile-sheet': reconcileSheet,
  'serve-agent': serveAgent,
  'serve-api': serveApi,
  'serve-controller-tasks': serveControllerTasks,
  'serve-events': serveEvents,
  'serve-operations': serveOperations,
  'serve-pages': servePages,
  'serve-rap': serveRap,
  'serve-sign-in': serveSignIn,
  sweep,
} as const;
