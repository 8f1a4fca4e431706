import { readFileSync } from 'node:fs';
import path from 'node:path';
import { judgeImport, packageOf, type ImportMap } from './judge.ts';
import { fences, partOf } from './rooms.ts';

/** The part of the linter's plugin interface that is used here; it has no published types of its own yet. */
interface Context {
  filename: string;
  report(problem: { node: Node; message: string }): void;
}
interface Node {
  type: string;
  source?: { value: unknown } | null;
  argument?: Node;
  literal?: { value?: unknown };
  value?: unknown;
  importKind?: 'type' | 'value';
  exportKind?: 'type' | 'value';
  callee?: { type: string; name?: string; object?: { type: string }; property?: { name?: string } };
  arguments?: unknown[];
  async?: boolean;
  await?: boolean;
}
type Visitor = Record<string, (node: Node) => void>;

const NO_AMBIENT = 'what is declared for everybody is imported by nobody; export it where it belongs';

const root = path.resolve(import.meta.dirname, '../../..');
const { imports: map } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { imports: ImportMap };

/** `new URL('./x.ts', import.meta.url)`, `import.meta.resolve('./x.ts')`: an import by another name. */
function namesModule({ callee }: Node): boolean {
  return callee?.name === 'URL' || (callee?.object?.type === 'MetaProperty' && callee.property?.name === 'resolve');
}

function fence(context: Context): Visitor {
  const from = path.relative(root, context.filename).split(path.sep).join('/');
  const part = partOf(from);
  const oneSdk = part !== undefined && fences[part]?.packages === 'one';
  const sdks = new Set<string>();

  function check(node: Node, specifier: unknown, typeOnly: boolean): void {
    if (typeof specifier !== 'string') return;
    const refusal = judgeImport({ from, specifier, typeOnly }, map);
    if (refusal !== undefined) context.report({ node, message: `Import fence: ${refusal}.` });
    const sdk = typeOnly ? undefined : packageOf(specifier);
    if (!oneSdk || sdk === undefined || sdk === 'zod') return;
    sdks.add(sdk);
    if (sdks.size > 1) context.report({ node, message: `Import fence: one SDK a file; here are ${[...sdks].join(' and ')}.` });
  }

  function refuse(node: Node, what: string): void {
    if (part !== undefined && fences[part] !== undefined) context.report({ node, message: `Import fence: ${what}.` });
  }

  function checkCall(node: Node): void {
    const [{ value } = {}] = (node.arguments ?? []) as Partial<Node>[];
    if (typeof value === 'string' && /^[.#]/.test(value) && namesModule(node)) check(node, value, false);
  }

  return {
    ImportDeclaration: (node) => check(node, node.source?.value, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => check(node, node.source?.value, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => check(node, node.source?.value, node.exportKind === 'type'),
    ImportExpression: (node) => {
      check(node, node.source?.value, false);
      if (typeof node.source?.value !== 'string') refuse(node, 'what is imported must be written as plain text');
    },
    NewExpression: checkCall,
    CallExpression: checkCall,
    TSGlobalDeclaration: (node) => refuse(node, NO_AMBIENT),
    TSModuleDeclaration: (node) => refuse(node, NO_AMBIENT),
    TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value, true),
  };
}

/** No clock and nothing that waits; what else is forbidden in the domain the linter's own rules name. */
function pure(context: Context): Visitor {
  const refuse = (node: Node, what: string): void => context.report({ node, message: `Pure room: ${what}.` });
  const noAsync = (node: Node): void => {
    if (node.async === true) refuse(node, 'no async functions');
  };
  const noClock = (node: Node): void => {
    const isDate = node.callee?.type === 'Identifier' && node.callee.name === 'Date';
    if (isDate && (node.type === 'CallExpression' || node.arguments?.length === 0)) refuse(node, 'no clock; time is an argument');
  };
  return {
    FunctionDeclaration: noAsync,
    FunctionExpression: noAsync,
    ArrowFunctionExpression: noAsync,
    AwaitExpression: (node) => refuse(node, 'no await'),
    ForOfStatement: (node) => {
      if (node.await === true) refuse(node, 'no await');
    },
    ImportExpression: (node) => refuse(node, 'no dynamic import'),
    NewExpression: noClock,
    CallExpression: noClock,
  };
}

export default { meta: { name: 'house' }, rules: { fence: { create: fence }, pure: { create: pure } } };
