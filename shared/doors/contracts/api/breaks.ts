import type { ApiDocument, PathItem } from './document.ts';
import type { DocumentedOperation, Parameter } from './documented.ts';
import type { JsonSchema } from './json-schema.ts';
import { narrowed, taken } from './schema-breaks.ts';

type Released = Pick<ApiDocument, 'paths'>;

/**
 * P1. What of the released document clients lose by the new one, each as a line; none: they go on as before. What was deprecated may go once
 * its day has come. `today`: as 2026-12-01.
 */
export function breaksOf(released: Released, next: Released, today: string): string[] {
  return Object.entries(released.paths).flatMap(([path, item]) =>
    methodsOf(item).flatMap(([method, known]) => {
      const at = `${method.toUpperCase()} ${path}`;
      const now = next.paths[path]?.[method];
      if (now !== undefined) return breaksOfOperation(known, now).map((line) => `${at}: ${line}`);
      const sunset = known['x-sunset'];
      return sunset !== undefined && sunset <= today ? [] : [`${at}: it is gone${sunset === undefined ? '' : ` before ${sunset}`}`];
    }),
  );
}

function methodsOf(item: PathItem): [keyof PathItem, DocumentedOperation][] {
  return Object.entries(item) as [keyof PathItem, DocumentedOperation][];
}

function breaksOfOperation(known: DocumentedOperation, now: DocumentedOperation): string[] {
  return [...ofParameters(known, now), ...ofBody(known, now), ...ofAnswers(known, now)];
}

function ofParameters(known: DocumentedOperation, now: DocumentedOperation): string[] {
  const [before, after] = [named(known), named(now)];
  const gone = Object.keys(before).filter((name) => after[name] === undefined);
  const needed = Object.values(after).filter(({ name, required }) => required && before[name]?.required !== true);
  return [
    ...gone.map((name) => `the parameter ${name} is gone`),
    ...needed.map(({ name }) => `the parameter ${name} is required now`),
    ...Object.values(after).flatMap(({ name, schema }) => {
      const was = before[name];
      return was === undefined ? [] : narrowed(was.schema, schema, name);
    }),
  ];
}

function named({ parameters }: DocumentedOperation): Record<string, Parameter> {
  return Object.fromEntries(parameters.flatMap((one) => ('name' in one ? [[one.name, one]] : [])));
}

function ofBody({ requestBody: known }: DocumentedOperation, { requestBody: now }: DocumentedOperation): string[] {
  if (known === undefined) return now?.required === true ? ['a body is required now'] : [];
  if (now === undefined) return ['its body is gone'];
  return narrowed(known.content['application/json'].schema, now.content['application/json'].schema, 'the body');
}

function ofAnswers(known: DocumentedOperation, now: DocumentedOperation): string[] {
  return Object.entries(known.responses).flatMap(([status, before]) => {
    const after = now.responses[status];
    if (after === undefined) return [`the status ${status} is gone`];
    const [was, is] = [schemaOf(before), schemaOf(after)];
    return was === undefined || is === undefined ? [] : taken(was, is, `the answer ${status}`);
  });
}

function schemaOf(response: DocumentedOperation['responses'][string]): JsonSchema | undefined {
  return 'content' in response ? response.content['application/json'].schema : undefined;
}
