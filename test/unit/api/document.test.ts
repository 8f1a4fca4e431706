import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { apiDocumentOf } from '#doors/api-document.ts';
import { breaksOf } from '#doors/contracts/api/breaks.ts';
import type { ApiDocument } from '#doors/contracts/api/document.ts';
import type { DocumentedOperation } from '#doors/contracts/api/documented.ts';
import { operationsAt } from '#doors/contracts/api/find.ts';
import type { JsonSchema } from '#doors/contracts/api/json-schema.ts';
import { apiOperations, apiPath, fieldOf } from '#doors/contracts/api/operations.ts';
import { readInput } from '#doors/contracts/api/read-input.ts';
import { operationKinds, operationRequest } from '#doors/contracts/operations.ts';
import { feedQuery } from '#doors/contracts/feed-event.ts';
import { problemTypes } from '#doors/problem-json.ts';

const document = apiDocumentOf();
const all = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, one]) => [`${method.toUpperCase()} ${path}`, one] as [string, DocumentedOperation]),
);
const TODAY = '2026-12-01';

function problemsWith(schema: JsonSchema, value: unknown): unknown {
  const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value);
  return read.success ? [] : read.error.issues;
}

describe('P6 examples', () => {
  test.each(all)('P6 every example of %s is valid against the document', (_, { parameters, requestBody, responses }) => {
    for (const one of parameters) if ('name' in one) expect(problemsWith(one.schema, one.example)).toEqual([]);
    const contents = [
      ...(requestBody === undefined ? [] : [requestBody]),
      ...Object.values(responses).flatMap((one) => ('content' in one ? [one] : [])),
    ];
    for (const { content } of contents)
      expect(problemsWith(content['application/json'].schema, content['application/json'].example)).toEqual([]);
  });

  test('P7 what the examples of the change feed ask for is understood', () => {
    const { parameters = [] } = document.paths['/events']?.get ?? {};
    const query = Object.fromEntries(parameters.flatMap((one) => ('name' in one ? [[one.name, String(one.example)]] : [])));
    expect(Object.keys(query)).toEqual(['after', 'since', 'wait', 'page']);
    expect(feedQuery.safeParse(query).success).toBe(true);
  });

  test.each(all.filter(([, { tags }]) => !tags.includes('events')))(
    'P6 what the examples of %s ask for is understood',
    (_, { operationId, parameters, requestBody }) => {
      const operation = apiOperations.find(({ name }) => name === operationId);
      if (operation === undefined) throw new Error(operationId);
      const example = (name: string): string =>
        String(parameters.flatMap((one) => ('name' in one && one.name === name ? [one.example] : []))[0]);
      const path = operation.segments.map((segment) => (fieldOf(segment) === undefined ? segment : example(fieldOf(segment) ?? '')));
      const found = operationsAt(path).find((one) => one.operation === operation);
      if (found === undefined) throw new Error(path.join('/'));
      const query = parameters.flatMap((one): [string, string][] =>
        'in' in one && one.in === 'query' && one.name !== 'cursor' ? [[one.name, String(one.example)]] : [],
      );
      const read = readInput(found, query, requestBody?.content['application/json'].example, () => undefined);
      expect('asked' in read ? operationRequest.safeParse(read.asked).error?.issues : read.problems).toBeUndefined();
    },
  );

  test('P6 every example of a refusal is valid, and each status has one', () => {
    const { responses, schemas } = document.components;
    for (const [status, { content }] of Object.entries(responses)) {
      const { example } = content['application/problem+json'];
      expect(problemsWith(schemas.Problem, example)).toEqual([]);
      expect(String(example.status)).toBe(status);
    }
    for (const [, one] of all)
      for (const response of Object.values(one.responses))
        if ('$ref' in response) expect(responses).toHaveProperty([response.$ref.split('/').at(-1) ?? '']);
  });
});

describe('P1 the released document', () => {
  const released = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as ApiDocument;

  test('P1 what is served is what was released, and breaks nothing of it', () => {
    expect(breaksOf(released, document, TODAY)).toEqual([]);
    expect(JSON.parse(JSON.stringify(document))).toEqual(released);
    expect(document.servers).toEqual([{ url: apiPath }]);
  });

  test('P1 everything that can be asked for is in it', () => {
    expect(operationKinds.length).toBe(apiOperations.length);
    expect(all.map(([, { operationId }]) => operationId).toSorted()).toEqual(
      [...apiOperations.map(({ name }) => name), 'events_follow'].toSorted(),
    );
  });

  test('P4 each code says what to do next', () => {
    for (const { next, title } of Object.values(problemTypes)) expect([next, title].every((text) => /^[A-Z].*\.$/.test(text))).toBe(true);
  });
});

describe('P1 what breaks clients is seen', () => {
  /** The document of one operation, and what somebody makes of it. */
  function told(change: (one: DocumentedOperation, all: ApiDocument) => void, today = TODAY): string[] {
    const next = structuredClone(document);
    const one = next.paths['/backends/{backend}/drain']?.post;
    if (one === undefined) throw new Error('no operation');
    change(one, next);
    return breaksOf(document, next, today);
  }
  const body = (one: DocumentedOperation): { schema: JsonSchema } => one.requestBody?.content['application/json'] ?? { schema: {} };
  const answer = (one: DocumentedOperation): { schema: JsonSchema } => {
    const response = one.responses['200'];
    return response !== undefined && 'content' in response ? response.content['application/json'] : { schema: {} };
  };
  const at = 'POST /backends/{backend}/drain';

  test.each<[string, (one: DocumentedOperation, all: ApiDocument) => void, string[]]>([
    ['a path goes', (_, next) => void delete next.paths['/backends/{backend}/drain'], [`${at}: it is gone`]],
    ['a parameter goes', (one) => void one.parameters.splice(0, 1), [`${at}: the parameter backend is gone`]],
    [
      'another parameter is required',
      (one) => void one.parameters.push({ name: 'x', in: 'query', required: true, schema: {}, example: 1 }),
      [`${at}: the parameter x is required now`],
    ],
    ['a status goes', (one) => void delete one.responses['409'], [`${at}: the status 409 is gone`]],
    [
      'a field of the body goes',
      (one) => void (body(one).schema = { ...body(one).schema, properties: { why: { type: 'string' }, mode: {}, resume: {} } }),
      [
        `${at}: the body: minutes is gone`,
        `${at}: the body: mode: was "string", and is undefined`,
        `${at}: the body: resume: was "boolean", and is undefined`,
      ],
    ],
    [
      'a field of the body is required',
      (one) => void (body(one).schema = { ...body(one).schema, required: ['why', 'mode', 'minutes'] }),
      [`${at}: the body: minutes is required now`],
    ],
    [
      'a type gets narrower',
      (one) =>
        void (body(one).schema = {
          ...body(one).schema,
          properties: { ...body(one).schema.properties, mode: { type: 'string', enum: ['stop'] } },
        }),
      [`${at}: the body: mode: "wait" is taken no more`],
    ],
    [
      'a bound gets narrower',
      (one) =>
        void (body(one).schema = {
          ...body(one).schema,
          properties: { ...body(one).schema.properties, why: { type: 'string', minLength: 1, maxLength: 9 } },
        }),
      [`${at}: the body: why: maxLength is narrower`],
    ],
    [
      'a field of the answer may be missing',
      (one) =>
        void (answer(one).schema = {
          ...answer(one).schema,
          required: answer(one).schema.required?.filter((name) => name !== 'health') ?? [],
        }),
      [`${at}: the answer 200: health may be missing now`],
    ],
    [
      'a field of the answer is of another type',
      (one) =>
        void (answer(one).schema = {
          ...answer(one).schema,
          properties: { ...answer(one).schema.properties, waiting: { type: 'string' } },
        }),
      [`${at}: the answer 200: waiting: was "integer", and is "string"`],
    ],
  ])('P1 it is told when %s', (_, change, lines) => {
    expect(told(change)).toEqual(lines);
  });

  test.each<[string, (one: DocumentedOperation, all: ApiDocument) => void]>([
    ['a path comes', (one, next) => void (next.paths['/more'] = { get: one })],
    [
      'a parameter that may be left out comes',
      (one) => void one.parameters.push({ name: 'x', in: 'query', required: false, schema: {}, example: 1 }),
    ],
    [
      'a field of an answer comes',
      (one) => void (answer(one).schema = { ...answer(one).schema, properties: { ...answer(one).schema.properties, more: {} } }),
    ],
    ['another status comes', (one) => void (one.responses['202'] = { $ref: '' })],
    ['words change', (one) => void (one.summary = 'otherwise')],
  ])('P1 nothing breaks when %s', (_, change) => {
    expect(told(change)).toEqual([]);
  });

  test('P1 what was deprecated may go on its day, and not before', () => {
    const released = structuredClone(document);
    const going = released.paths['/queue']?.get;
    if (going === undefined) throw new Error('no operation');
    going.deprecated = true;
    going['x-sunset'] = '2027-06-01';
    const next = structuredClone(document);
    delete next.paths['/queue'];
    expect(breaksOf(released, next, '2027-05-31')).toEqual(['GET /queue: it is gone before 2027-06-01']);
    expect(breaksOf(released, next, '2027-06-01')).toEqual([]);
  });
});
