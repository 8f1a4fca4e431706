import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { collections } from '#functions/wiring/collections.ts';
import { commonEnvironment, functionContracts, type FunctionContract } from '#doors/contracts/functions.ts';
import { alsoFills, neededRoles, queuesOf } from '#doors/contracts/roles.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import type { TaskRoute } from '#kernel/task-queue.ts';
import { at, readInfrastructure, resourceOf } from '#test/support/terraform.ts';
import { documentPath, placeOf } from '#kernel/store/paths.ts';
import { isTimeline, TIMELINE_PATTERN } from '#kernel/store/timelines.ts';

const infra = await readInfrastructure();
const root = path.resolve(import.meta.dirname, '../../..');
const contracts: [string, FunctionContract][] = Object.entries(functionContracts);
const routes: TaskRoute[] = Object.values(taskRoutes);

const names = z.array(z.string());
const functionRow = z.object({
  trigger: z.string(),
  timeout: z.number(),
  memory: z.number(),
  instances: z.int().min(1),
  concurrency: z.int().min(1),
  environment: names,
  secrets: names,
});
const functions = z.record(z.string(), functionRow).parse(infra.locals['functions']);
const queueRow = z.strictObject({
  rate: z.number(),
  concurrency: z.number(),
  attempts: z.number(),
  min_backoff: z.number(),
  max_backoff: z.number(),
});
const texts = z.record(z.string(), z.string());

describe('functions', () => {
  test('are the same, with the same trigger, time limit and memory', () => {
    const declared = Object.entries(functions).map(([name, { trigger, timeout, memory }]) => [name, { trigger, timeout, memory }]);
    const coded = contracts.map(([name, { trigger, timeout, memory }]) => [name, { trigger: trigger.kind, timeout, memory }]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(coded));
  });

  test.each(contracts)('X3 %s is given the names that it reads, and no other', (name, { environment, secrets }) => {
    expect(functions[name]?.environment.toSorted()).toEqual([...environment].toSorted());
    expect(functions[name]?.secrets.toSorted()).toEqual([...secrets].toSorted());
  });

  test('X3 each name has a value, and each value a reader', () => {
    const given = Object.keys(texts.parse(infra.locals['environment']));
    const read = new Set<string>([...commonEnvironment, ...contracts.flatMap(([, { environment }]) => environment)]);
    expect(infra.locals['common_environment']).toEqual([...commonEnvironment]);
    expect([...given, 'CALLER_AUDIENCE'].toSorted()).toEqual([...read].toSorted());
  });

  test('run on Node 24, each as an account of its own', () => {
    const body = resourceOf(infra, 'google_cloudfunctions2_function');
    expect(at(body, 'build_config.0.runtime')).toBe('nodejs24');
    expect(body['for_each']).toBe('${local.functions}');
    expect(at(body, 'service_config.0.service_account_email')).toBe('${google_service_account.function[each.key].email}');
    expect(resourceOf(infra, 'google_service_account', 'function')['for_each']).toBe('${local.functions}');
  });

  test('X1 a function is its own audience, for its callers as for itself', () => {
    const body = resourceOf(infra, 'google_cloudfunctions2_function');
    expect(at(body, 'service_config.0.environment_variables')).toContain(
      'name == "CALLER_AUDIENCE" ? "${local.functions_url}/${each.key}"',
    );
    const job = resourceOf(infra, 'google_cloud_scheduler_job');
    expect(at(job, 'http_target.0.oidc_token.0.audience')).toBe('${local.functions_url}/${each.key}');
    expect(at(job, 'http_target.0.uri')).toBe('${local.functions_url}/${each.key}');
  });
});

describe('callers', () => {
  test('X1 only public functions may be called by everybody', () => {
    const accounts = { task: 'tasks', schedule: 'scheduler', event: 'events' };
    const members = Object.entries(accounts).map(([kind, account]) => [kind, `\${google_service_account.${account}.member}`]);
    expect(infra.locals['callers']).toEqual({ public: 'allUsers', ...Object.fromEntries(members) });
    const body = resourceOf(infra, 'google_cloud_run_v2_service_iam_binding', 'invokers');
    expect(body).toMatchObject({
      for_each: '${local.functions}',
      role: 'roles/run.invoker',
      members: ['${local.callers[each.value.trigger]}'],
    });
    expect(infra.text.match(/allUsers|allAuthenticatedUsers/g)).toEqual(['allUsers']);
  });

  test('X1 the others are not reached from outside unless somebody says so', () => {
    const ingress = at(resourceOf(infra, 'google_cloudfunctions2_function'), 'service_config.0.ingress_settings');
    expect(ingress).toBe('${each.value.trigger == "public" ? "ALLOW_ALL" : var.internal_ingress}');
    expect(infra.variables['internal_ingress']?.['default']).toBe('ALLOW_INTERNAL_ONLY');
  });

  test('Z2 events are delivered again when they fail, and are those of the declared collection', () => {
    const trigger = at(resourceOf(infra, 'google_cloudfunctions2_function'), 'dynamic.event_trigger.0.content.0');
    expect(at(trigger, 'event_type')).toBe('google.cloud.firestore.document.v1.created');
    expect(at(trigger, 'retry_policy')).toBe('RETRY_POLICY_RETRY');
    expect(at(trigger, 'service_account_email')).toBe('${google_service_account.events.email}');
    const patterns = contracts.flatMap(([name, { trigger: one }]) => (one.kind === 'event' ? [[name, one.document]] : []));
    expect(at(trigger, 'event_filters.1.value')).toBe('${local.event_documents[event_trigger.value]}');
    expect(infra.locals['event_documents']).toEqual(Object.fromEntries(patterns));
  });

  test('Z2 a request’s timeline rings, and nothing else', () => {
    const rings = new RegExp(`^${TIMELINE_PATTERN.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    const names = Object.keys(collections.places);
    const paths = names.map((collection) => {
      const { parent } = placeOf(collections, collection);
      return [
        collection,
        documentPath(collections, { collection, id: '000001', ...(parent === undefined ? {} : { parent: 'a' }) }),
      ] as const;
    });
    expect(paths.filter(([, path]) => rings.test(path)).map(([name]) => name)).toEqual(
      names.filter((name) => isTimeline(collections, name)),
    );
    expect(names.filter((name) => isTimeline(collections, name))).toEqual(['timeline']);
  });
});

describe('queues and schedules', () => {
  test('queues have the figures of the task table', () => {
    const coded = routes.map(({ queue, ratePerSecond, concurrency, maxAttempts, minBackoff, maxBackoff }) => [
      queue,
      { rate: ratePerSecond, concurrency, attempts: maxAttempts, min_backoff: minBackoff / 1000, max_backoff: maxBackoff / 1000 },
    ]);
    expect(z.record(z.string(), queueRow).parse(infra.locals['queues'])).toEqual(Object.fromEntries(coded));
    const body = resourceOf(infra, 'google_cloud_tasks_queue');
    expect(body['for_each']).toBe('${local.queues}');
    expect(at(body, 'rate_limits.0')).toEqual({
      max_dispatches_per_second: '${each.value.rate}',
      max_concurrent_dispatches: '${each.value.concurrency}',
    });
    expect(at(body, 'retry_config.0')).toMatchObject({
      max_attempts: '${each.value.attempts}',
      min_backoff: '${each.value.min_backoff}s',
      max_backoff: '${each.value.max_backoff}s',
    });
    expect(at(body, 'retry_config.0.max_retry_duration')).toBeUndefined();
  });

  test.each(routes)('$function has room for as many calls as its queue makes, and as much time', (route) => {
    const row = functions[route.function];
    expect((row?.instances ?? 0) * (row?.concurrency ?? 0)).toBeGreaterThanOrEqual(route.concurrency);
    expect((row?.timeout ?? 0) * 1000).toBeGreaterThanOrEqual(route.deadline);
  });

  test('schedules are the same, in UTC', () => {
    const coded = contracts.flatMap(([name, { trigger }]) => (trigger.kind === 'schedule' ? [[name, trigger.schedule]] : []));
    expect(infra.locals['schedules']).toEqual(Object.fromEntries(coded));
    const job = resourceOf(infra, 'google_cloud_scheduler_job');
    expect(job).toMatchObject({ for_each: '${local.schedules}', schedule: '${each.value}', time_zone: 'Etc/UTC' });
  });
});

describe('the database', () => {
  test('cannot be deleted by mistake, and can be had back', () => {
    expect(resourceOf(infra, 'google_firestore_database')).toMatchObject({
      type: 'FIRESTORE_NATIVE',
      delete_protection_state: 'DELETE_PROTECTION_ENABLED',
      point_in_time_recovery_enablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
    });
  });

  test('X5 gets the rules that deny everything, and the indexes of the one table', () => {
    const ruleFile = at(resourceOf(infra, 'google_firebaserules_ruleset', 'firestore'), 'source.0.files.0.content');
    expect(ruleFile).toBe('${file("${path.module}/../../firestore.rules")}');
    expect(readFileSync(path.join(root, 'firestore.rules'), 'utf8').match(/allow.*$/gm)).toEqual(['allow read, write: if false;']);
    expect(infra.locals['index_file']).toBe('${jsondecode(file("${path.module}/../../firestore.indexes.json"))}');
    expect(resourceOf(infra, 'google_firestore_index')['for_each']).toBe('${local.indexes}');
    expect(resourceOf(infra, 'google_firestore_field')['for_each']).toBe('${local.fields}');
  });

  test('Z4 deletes what the table of retentions says, by the field that the store writes', () => {
    expect(names.parse(infra.locals['expiring_collections']).toSorted()).toEqual(Object.keys(collections.retention).toSorted());
    expect(resourceOf(infra, 'google_firestore_field', 'expiry')).toMatchObject({
      field: 'expireAt',
      ttl_config: [{}],
      index_config: [{}],
    });
  });
});

describe('roles', () => {
  const grants = z.record(z.string(), z.record(z.string(), texts)).parse(infra.locals['grants']);

  test('each function has the roles that it needs, and no other', () => {
    const given = Object.entries(grants).flatMap(([name, scopes]) =>
      Object.entries(scopes).flatMap(([scope, roles]) => Object.keys(roles).map((role) => `${name} ${scope} ${role}`)),
    );
    expect(given.toSorted()).toEqual(
      neededRoles()
        .map(({ function: name, scope, role }) => `${name} ${scope} ${role}`)
        .toSorted(),
    );
  });

  test('each role carries its reason', () => {
    const others = [infra.locals['builder_roles'], infra.locals['event_roles'], infra.locals['worker_roles']].map((one) =>
      texts.parse(one),
    );
    const reasons = [...Object.values(grants).flatMap((scopes) => Object.values(scopes)), ...others].flatMap((roles) =>
      Object.values(roles),
    );
    for (const reason of reasons) expect(reason.split(' ').length).toBeGreaterThan(2);
  });

  test('none is given beside the tables, and none is broad', () => {
    const granting = infra.resources.filter(({ type }) => type.includes('_iam_'));
    const loose = granting.filter(({ body }) => !['${each.value.role}', '${each.key}'].includes(String(body['role'])));
    const known = ['roles/run.invoker', 'roles/secretmanager.secretAccessor', 'roles/secretmanager.secretAccessor'];
    expect(loose.map(({ body }) => String(body['role'])).toSorted()).toEqual(known);
    expect(infra.text).not.toMatch(/roles\/(owner|editor|viewer)"|\.admin"|_iam_policy/);
  });

  test('X3 a function reads its own secrets alone, and no value stands here', () => {
    const coded = new Set<string>(contracts.flatMap(([, { secrets }]) => secrets));
    expect(Object.keys(texts.parse(infra.locals['secrets'])).toSorted()).toEqual([...coded].toSorted());
    expect(resourceOf(infra, 'google_secret_manager_secret')['for_each']).toBe('${local.secrets}');
    expect(infra.locals['secret_grants']).toContain('for secret in one.secrets');
    expect(infra.resources.filter(({ type }) => type === 'google_secret_manager_secret_version')).toEqual([]);
  });

  test('a function that performs effects fills its own queue; one that dispatches fills all', () => {
    const queues = routes.map(({ queue }) => queue);
    const also = new Map(Object.entries(alsoFills()));
    expect(infra.locals['also_fills']).toEqual(alsoFills());
    const expected = contracts.map(([name]) => (queues.includes(name) ? [name, ...(also.get(name) ?? [])] : queues));
    const fillers = contracts.map(([name]) => name).filter((name) => grants[name]?.['queues'] !== undefined);
    for (const [n, [name]] of contracts.entries()) {
      const needed = queuesOf(z.custom<keyof typeof functionContracts>().parse(name));
      expect(needed).toEqual(fillers.includes(name) ? expected[n] : []);
    }
    expect(infra.locals['queues_of']).toContain(
      'contains(keys(local.queues), name) ? concat([name], lookup(local.also_fills, name, [])) : keys(local.queues)',
    );
  });
});

describe('variables', () => {
  test.each(Object.entries(infra.variables))('%s says what it is', (_name, variable) => {
    expect(String(variable['description']).length).toBeGreaterThan(20);
    expect(variable['type']).toBeDefined();
  });
});
