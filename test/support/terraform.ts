import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@cdktn/hcl2json';
import { z } from 'zod';

const folder = path.resolve(import.meta.dirname, '../../infra/google');

const blocks = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));
const file = z.looseObject({
  locals: z.array(z.record(z.string(), z.unknown())).default([]),
  resource: z.record(z.string(), blocks).default({}),
  data: z.record(z.string(), blocks).default({}),
  variable: blocks.default({}),
});

/** What is made by `npm run generate` declares plain values. */
const generated = z
  .strictObject({ '//': z.string(), locals: z.record(z.string(), z.unknown()) })
  .transform(({ locals }) => ({ locals: [locals] }));

interface Resource {
  type: string;
  name: string;
  body: Record<string, unknown>;
}

export interface Infrastructure {
  locals: Record<string, unknown>;
  resources: Resource[];
  variables: Record<string, Record<string, unknown>>;
  /** Every file as it is written. */
  text: string;
}

/** Everything that infra/google declares. Expressions stand as texts in `${…}`; plain values are values. */
export async function readInfrastructure(): Promise<Infrastructure> {
  const all: Infrastructure = { locals: {}, resources: [], variables: {}, text: '' };
  for (const name of readdirSync(folder).filter((one) => /\.tf(\.json)?$/.test(one))) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const read = name.endsWith('.json') ? file.parse(generated.parse(JSON.parse(text))) : file.parse(await parse(name, text));
    all.text += text;
    for (const locals of read.locals) declare(all.locals, locals);
    for (const [one, [body]] of Object.entries(read.variable)) all.variables[one] = body ?? {};
    for (const [type, named] of Object.entries({ ...read.resource, ...read.data }))
      for (const [one, [body]] of Object.entries(named)) all.resources.push({ type, name: one, body: body ?? {} });
  }
  return all;
}

/** Terraform takes no local twice. */
function declare(all: Record<string, unknown>, more: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(more)) {
    if (name in all) throw new Error(`local.${name} is declared twice`);
    all[name] = value;
  }
}

export function resourceOf({ resources }: Infrastructure, type: string, name = 'main'): Record<string, unknown> {
  const found = resources.find((one) => one.type === type && one.name === name);
  if (found === undefined) throw new Error(`there is no ${type}.${name}`);
  return found.body;
}

/** What stands in a resource under a path such as `service_config.0.ingress_settings`. */
export function at(body: unknown, where: string): unknown {
  return where.split('.').reduce<unknown>((value, key) => {
    const inner = z.record(z.string(), z.unknown()).safeParse(Array.isArray(value) ? Object.fromEntries(value.entries()) : value);
    return inner.success ? inner.data[key] : undefined;
  }, body);
}
