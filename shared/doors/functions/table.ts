// Made by `npm run generate` from the files of this folder.
import { dispatchEffect } from './dispatch-effect.ts';
import { followLink } from './follow-link.ts';
import { receivePullRequestEvent } from './receive-pull-request-event.ts';
import { receiveRequest } from './receive-request.ts';
import { reconcileSheet } from './reconcile-sheet.ts';
import { serveAgent } from './serve-agent.ts';
import { serveApi } from './serve-api.ts';
import { serveControllerTasks } from './serve-controller-tasks.ts';
import { serveEvents } from './serve-events.ts';
import { serveOperations } from './serve-operations.ts';
import { servePages } from './serve-pages.ts';
import { serveRap } from './serve-rap.ts';
import { serveSignIn } from './serve-sign-in.ts';
import { sweep } from './sweep.ts';

export const functions = {
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
