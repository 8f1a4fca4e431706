import type { z } from 'zod';
import { answerBackends, answerCancel, answerCreate, answerStatus } from '#products/pipelines/contracts/rap/answers.ts';
import { cancelRequest, statusRequest } from '#products/pipelines/contracts/rap/ask-requests.ts';
import { askedRunOf, createRequestOf, type createRequest } from '#products/pipelines/contracts/rap/create-request.ts';
import { invalid, refusal, unknownBackend, type RapAnswer } from '#products/pipelines/contracts/rap/errors.ts';
import type { Scope } from '#products/pipelines/domain/rules.ts';
import type { RapClient, RapDesk } from '#products/pipelines/ports/rap.ts';

/** What a call of a client comes to. `body`: its JSON, where it has one. */
type Act = (desk: RapDesk, client: RapClient, body: unknown) => Promise<RapAnswer>;

export interface Route {
  method: 'GET' | 'POST';
  act: Act;
}

/** P5. Every path that needs a token. `scope`: what may be asked for with a run. */
export function routesOf(scope: Scope): ReadonlyMap<string, Route> {
  return new Map<string, Route>([
    ['backend/status/', { method: 'GET', act: async (desk, client) => answerBackends(await desk.backends(client)) }],
    ['rap/create/', { method: 'POST', act: reading(createRequestOf(scope), create) }],
    ['rap/status/', { method: 'POST', act: reading(statusRequest, status) }],
    ['rap/cancel/', { method: 'POST', act: reading(cancelRequest, cancel) }],
  ]);
}

function reading<S extends z.ZodType>(schema: S, act: (desk: RapDesk, client: RapClient, asked: z.infer<S>) => Promise<RapAnswer>): Act {
  return (desk, client, body) => {
    if (body === undefined) return Promise.resolve(refusal('validation_error', 'the body must be JSON, in UTF-8'));
    const read = schema.safeParse(body);
    return read.success ? act(desk, client, read.data) : Promise.resolve(invalid(read.error));
  };
}

async function create(desk: RapDesk, client: RapClient, given: z.infer<typeof createRequest>): Promise<RapAnswer> {
  const asked = askedRunOf(given);
  // Before anything else is looked at: whoever asks for a backend of somebody else learns nothing.
  if (!client.backends.includes(asked.backend)) return unknownBackend;
  return answerCreate(asked.id, await desk.create(client, asked));
}

async function status(desk: RapDesk, client: RapClient, { rap_ids: ids }: z.infer<typeof statusRequest>): Promise<RapAnswer> {
  const each = [...new Set(ids)];
  return answerStatus(each.length === 0 ? { jobs: [], unknown: [] } : await desk.status(client, each));
}

async function cancel(desk: RapDesk, client: RapClient, { rap_id: id, actions }: z.infer<typeof cancelRequest>): Promise<RapAnswer> {
  const each = [...new Set(actions)];
  return answerCancel(id, each.length, await desk.cancel(client, id, each));
}
