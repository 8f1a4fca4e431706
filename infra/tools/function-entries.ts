import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { enqueues } from '#doors/contracts/function.ts';
import { functionContracts, type FunctionContract } from '#doors/contracts/functions.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import type { DoorRules } from '#doors/guard-door.ts';
import { entryText, wiringsText, type Entry, type Tool } from './functions/entry-text.ts';
import { exportedBy } from './tables/exported-by.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** What a performer and a wiring have in common. */
interface Asking {
  dependencies: readonly string[];
  door?: DoorRules;
}

/** `npm run generate`: `functions/<name>/index.ts` of each function, and the table of their wirings. `-- --check` writes nothing. */
const wired: { name: string; wiring: string }[] = [];
const kinds = new Map(Object.entries(taskRoutes).map(([kind, route]) => [route.function, kind]));

for (const [name, contract] of Object.entries<FunctionContract>(functionContracts)) {
  const kind = kinds.get(name);
  if (kind === undefined) wired.push({ name, wiring: exportedBy(`functions/${name}/wiring.ts`) });
  const entry = kind === undefined ? await ofWiring(name, contract) : await ofEffect(name, contract, kind);
  mkdirSync(`functions/${name}`, { recursive: true });
  writeOrCheck(`functions/${name}/index.ts`, entryText(entry));
}
writeOrCheck('functions/table.ts', wiringsText(wired.toSorted((a, b) => (a.name < b.name ? -1 : 1))));

async function ofEffect(name: string, contract: FunctionContract, kind: string): Promise<Entry> {
  const performer = `${kind.replaceAll('_', '-')}.ts`;
  const product = productOf(performer);
  const { name: exported, dependencies } = await dependenciesIn(`shared/products/${product}/app/performers/${performer}`);
  const registration = exportedBy(`shared/products/${product}/kinds/effects/${performer}`);
  return { name, opens: { kind: exported, performer, product }, registration, dependencies, enqueues: enqueues(contract) };
}

/** Whose effect it is: no two products have one of the same name. */
function productOf(performer: string): string {
  const found = readdirSync('shared/products').find((product) => existsSync(`shared/products/${product}/kinds/effects/${performer}`));
  if (found === undefined) throw new Error(`no product has an effect in ${performer}`);
  return found;
}

async function ofWiring(name: string, contract: FunctionContract): Promise<Entry> {
  const { name: wiring, dependencies, door } = await dependenciesIn(`functions/${name}/wiring.ts`);
  const registration = exportedBy(`shared/doors/functions/${name}.ts`);
  return { name, opens: { wiring, hasDoor: door !== undefined }, registration, dependencies, enqueues: enqueues(contract) };
}

async function dependenciesIn(file: string): Promise<{ name: string; dependencies: Tool[]; door?: DoorRules }> {
  const name = exportedBy(file);
  const all = (await import(path.resolve(file))) as Record<string, Asking>;
  const asking = all[name];
  if (asking === undefined) throw new Error(`${file} has no ${name}`);
  return { name, ...asking, dependencies: asking.dependencies.map(toolOf) };
}

/** By the convention that functions/wiring/dependencies.ts tells. */
function toolOf(name: string): Tool {
  const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const cloud = { name, file: `cloud-${dashed}.ts`, maker: `cloud${name[0]?.toUpperCase()}${name.slice(1)}` };
  const tool = existsSync(`functions/wiring/${cloud.file}`) ? cloud : { name, file: `${dashed}.ts`, maker: name };
  if (!readFileSync(`functions/wiring/${tool.file}`, 'utf8').includes(`export function ${tool.maker}(`))
    throw new Error(`functions/wiring/${tool.file} does not export ${tool.maker}, which makes the tool ${name}`);
  return tool;
}
