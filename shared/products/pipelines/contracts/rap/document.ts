import { z } from 'zod';
import { backendsAnswer, cancelledAnswer, createdAnswer, statusAnswer } from '#products/pipelines/contracts/rap/answers.ts';
import { cancelRequest, statusRequest } from '#products/pipelines/contracts/rap/ask-requests.ts';
import { createRequest } from '#products/pipelines/contracts/rap/create-request.ts';
import { rapError } from '#products/pipelines/contracts/rap/errors.ts';
import { answers, asks, refusals } from '#products/pipelines/contracts/rap/examples.ts';

interface Content {
  schema: object;
  examples: Record<string, { value: unknown }>;
}

export interface RapOperation {
  operationId: string;
  summary: string;
  description: string;
  requestBody?: { required: true; content: { 'application/json': Content } };
  responses: Record<string, { description: string; content: { 'application/json': Content } }>;
}

export interface RapDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: object[];
  components: object;
  paths: Record<string, Partial<Record<'get' | 'post', RapOperation>>>;
}

/** P5, P6. What clients may ask and are answered, in OpenAPI 3.1: made of the very schemas that read and write it. */
export function rapDocument(): RapDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'RAP API', version: '1', description: DESCRIPTION },
    servers: [{ url: '/controller/v1' }],
    security: [{ token: [] }],
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'The client’s token, bare or behind `Bearer `.' },
      },
    },
    paths: {
      '/backend/status/': { get: backendStatus },
      '/rap/create/': { post: create },
      '/rap/status/': { post: status },
      '/rap/cancel/': { post: cancel },
    },
  };
}

const DESCRIPTION =
  'Ask for actions of a repository’s project.yaml on a backend, see how they stand, cancel them. Every path ends with a slash. ' +
  'Times are UTC. An answer that is not JSON says that nobody knows what became of the call: ask for the status.';

function made(value: z.ZodType, examples: Record<string, unknown>): Content {
  const schema = z.toJSONSchema(value, { io: 'input' });
  return { schema, examples: Object.fromEntries(Object.entries(examples).map(([name, example]) => [name, { value: example }])) };
}

function answered(description: string, value: z.ZodType, examples: Record<string, unknown>): RapOperation['responses'][string] {
  return { description, content: { 'application/json': made(value, examples) } };
}

function asked(value: z.ZodType, examples: Record<string, unknown>): NonNullable<RapOperation['requestBody']> {
  return { required: true, content: { 'application/json': made(value, examples) } };
}

const { noToken, wrongToken, invalid, notCreated, inconsistent, unknownRun, unknownActions } = refusals;
const unauthorized = answered('The token is missing, or no client’s.', rapError, { noToken, wrongToken });
const broken = answered('The body is no JSON of this form.', rapError, { invalid });

const backendStatus: RapOperation = {
  operationId: 'backendStatus',
  summary: 'The backends of this token',
  description: 'When each was last heard, and whether it is paused or its database is in maintenance.',
  responses: { 200: answered('Every backend of the token.', backendsAnswer, { two: answers.backends }), 401: unauthorized },
};

const create: RapOperation = {
  operationId: 'create',
  summary: 'Ask for actions',
  description: 'Makes the jobs that are missing. The same again changes nothing, whenever it comes and however often.',
  requestBody: asked(createRequest, { named: asks.create, all: asks.createWithoutScope }),
  responses: {
    201: answered('Jobs were made.', createdAnswer, { created: answers.created }),
    200: answered('Nothing was made: it was asked before, or there is nothing to do.', createdAnswer, {
      unchanged: answers.unchanged,
      nothing: answers.nothing,
    }),
    400: answered('Nothing was made, and `details` says why.', rapError, { invalid, notCreated, inconsistent }),
    401: unauthorized,
  },
};

const status: RapOperation = {
  operationId: 'status',
  summary: 'How jobs stand',
  description: 'All jobs of the given requests. What is not known to this token is listed as unrecognised.',
  requestBody: asked(statusRequest, { two: asks.status, none: asks.statusOfNone }),
  responses: {
    200: answered('The jobs, and the ids that are not known.', statusAnswer, { two: answers.status, none: answers.statusOfNone }),
    400: broken,
    401: unauthorized,
  },
};

const cancel: RapOperation = {
  operationId: 'cancel',
  summary: 'Cancel actions of a request',
  description: 'What is over already stays as it ended. Where one action is not known, nothing is cancelled.',
  requestBody: asked(cancelRequest, { one: asks.cancel }),
  responses: {
    200: answered('They are cancelled, or were over before.', cancelledAnswer, { cancelled: answers.cancelled }),
    400: broken,
    401: unauthorized,
    404: answered('The request is not known, or some action of it.', rapError, { unknownRun, unknownActions }),
  },
};
