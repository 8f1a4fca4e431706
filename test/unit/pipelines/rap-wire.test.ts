import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { rapBackendOf } from '#products/pipelines/contracts/rap/backend.ts';
import { rapDocument, type RapDocument } from '#products/pipelines/contracts/rap/document.ts';
import { rapJob, rapJobOf, type ShownJob } from '#products/pipelines/contracts/rap/job.ts';
import { statusCodes, statusOf } from '#products/pipelines/contracts/rap/status-codes.ts';

const AT = Date.UTC(2026, 8, 1, 8, 0, 0, 987);

const job: ShownJob = {
  id: 'zq3vd2wexk5mtp4h',
  runId: 'k4m2q7xwp3abcdef',
  backend: 'north',
  action: 'tidy',
  command: 'python:v2 tidy.py',
  usesDatabase: false,
  code: 'created',
  createdAt: AT,
};

test('P5 a job has exactly its 15 fields, and no text of it is null', () => {
  expect(rapJobOf(job)).toEqual({
    identifier: 'zq3vd2wexk5mtp4h',
    rap_id: 'k4m2q7xwp3abcdef',
    backend: 'north',
    requires_db: false,
    action: 'tidy',
    run_command: 'python:v2 tidy.py',
    status: 'pending',
    status_code: 'created',
    status_message: expect.stringMatching(/./),
    created_at: '2026-09-01T08:00:00Z',
    updated_at: null,
    started_at: null,
    completed_at: null,
    trace_context: null,
    metrics: {},
  });
  const more = rapJobOf({
    ...job,
    message: 'a\0b\ud800',
    updatedAt: AT,
    startedAt: AT,
    completedAt: AT,
    traceparent: '00-a-b-01',
    metrics: { a: 1 },
  });
  expect(more).toMatchObject({
    status_message: 'ab\ufffd',
    completed_at: '2026-09-01T08:00:00Z',
    trace_context: { traceparent: '00-a-b-01' },
    metrics: { a: 1 },
  });
  expect([Object.keys(more).length, rapJob.safeParse(more).success]).toEqual([15, true]);
});

test('P5 there are 24 codes, each of one status', () => {
  const by = Object.groupBy(statusCodes, statusOf);
  expect([statusCodes.length, ...(['pending', 'running', 'succeeded', 'failed'] as const).map((status) => by[status]?.length)]).toEqual([
    24, 8, 7, 1, 8,
  ]);
});

test('P5 a backend has all its fields, its times six digits, and its maintenance a type while it is on', () => {
  const off = { on: false };
  expect(rapBackendOf({ slug: 'north', paused: off, maintenance: off })).toEqual({
    slug: 'north',
    last_seen: null,
    paused: { status: 'off', since: null },
    db_maintenance: { status: 'off', since: null, type: null },
  });
  expect(
    rapBackendOf({ slug: 'north', lastSeenAt: AT, paused: { on: true, since: AT }, maintenance: { on: false, since: AT, type: 'manual' } }),
  ).toEqual({
    slug: 'north',
    last_seen: '2026-09-01T08:00:00.987000Z',
    paused: { status: 'on', since: '2026-09-01T08:00:00.987000Z' },
    db_maintenance: { status: 'off', since: '2026-09-01T08:00:00.987000Z', type: null },
  });
});

type Content = RapDocument['paths'][string] extends infer _ ? { schema: object; examples: Record<string, { value: unknown }> } : never;

/** Every body that the document shows, asked or answered. */
function contents(): [string, Content][] {
  return Object.entries(rapDocument().paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody, responses }]) => [
      ...(requestBody === undefined ? [] : [[`${method} ${path}`, requestBody.content['application/json']] as [string, Content]]),
      ...Object.entries(responses).map(([status, one]): [string, Content] => [
        `${method} ${path} ${status}`,
        one.content['application/json'],
      ]),
    ]),
  );
}

test.each(contents())('P6 every example of %s is valid against the document', (_name, { schema, examples }) => {
  const written = z.fromJSONSchema(JSON.parse(JSON.stringify(schema)) as Parameters<typeof z.fromJSONSchema>[0]);
  expect(Object.keys(examples).length).toBeGreaterThan(0);
  for (const { value } of Object.values(examples)) {
    expect(written.safeParse(value)).toEqual({ success: true, data: expect.anything() });
    expect(written.safeParse({ ...(value as object), error: 7, rap_id: 7, rap_ids: 7, jobs: 7, backends: 7, result: 7 }).success).toBe(
      false,
    );
  }
});

test('P6 the document says what it is: OpenAPI 3.1, the draft of its schemas, and a token in the header', () => {
  const document = rapDocument();
  expect(document).toMatchObject({ openapi: '3.1.0', security: [{ token: [] }] });
  expect(JSON.stringify(document)).not.toContain('nullable');
  expect(new Set(contents().map(([, { schema }]) => (schema as { $schema?: string }).$schema))).toEqual(
    new Set(['https://json-schema.org/draft/2020-12/schema']),
  );
});
