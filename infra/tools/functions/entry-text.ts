/** What a function's entry in the cloud puts together. */
export interface Entry {
  /** Of the function. */
  name: string;
  /** What is opened: a performer of this kind of effect, or what `wiring.ts` beside the entry exports. */
  opens: { kind: string; performer: string; product: string } | { wiring: string; hasDoor: boolean };
  dependencies: readonly Tool[];
  /** What its registration exports. */
  registration: string;
  /** It makes tasks. */
  enqueues: boolean;
}

export interface Tool {
  name: string;
  /** `cloud-code-host.ts`, in functions/wiring. */
  file: string;
  /** What gives it, of a `Cloud`. */
  maker: string;
}

/** Text of `functions/<name>/index.ts`. It imports what this function needs and nothing else: what is imported is in its bundle. Pure. */
export function entryText(entry: Entry): string {
  const { name, opens, enqueues } = entry;
  const contract = 'kind' in opens ? 'contractOfEffect(registration)' : 'contractOfFunction(registration)';
  const opened = `openCloud('${name}', ${contract}${enqueues ? ', cloudTasks' : ''})`;
  const dependencies = entry.dependencies.map(({ name: tool, maker }) => `  ${tool}: ${maker}(cloud),`);
  const given = dependencies.length === 0 ? '{}' : ['{', ...dependencies, '}'].join('\n');
  const made = 'kind' in opens ? `${opens.kind}.perform(cloud.system, ${given})` : `${opens.wiring}.open(cloud, ${given})`;
  return [
    '// Made by `npm run generate`.',
    ...importsOf(entry),
    '',
    `const cloud = ${opened};`,
    `const ${'kind' in opens ? 'perform' : 'handler'} = ${made};`,
    ...served(entry),
    '',
  ].join('\n');
}

function importsOf({ name, opens, dependencies, enqueues, registration }: Entry): string[] {
  const wiring = (what: string, file: string): string => `import { ${what} } from '#functions/wiring/${file}';`;
  return [
    ...('kind' in opens ? [`import { performEffect } from '#products/${opens.product}/app/perform-effect.ts';`] : []),
    ...('kind' in opens ? [`import { ${opens.kind} } from '#products/${opens.product}/app/performers/${opens.performer}';`] : []),
    `import { ${'kind' in opens ? 'contractOfEffect' : 'contractOfFunction'} } from '#doors/contracts/function.ts';`,
    'kind' in opens
      ? `import { ${registration} as registration } from '#products/${opens.product}/kinds/effects/${opens.performer}';`
      : `import { ${registration} as registration } from '#doors/functions/${name}.ts';`,
    wiring('openCloud', 'cloud.ts'),
    ...dependencies.map(({ maker, file }) => wiring(maker, file)),
    ...('kind' in opens ? [wiring('cloudTaskCaller', 'cloud-task-caller.ts')] : []),
    ...(enqueues ? [wiring('cloudTasks', 'cloud-tasks.ts')] : []),
    wiring('serve', 'serve.ts'),
    'kind' in opens ? `import { taskHandler } from '#doors/task-handler.ts';` : `import { ${opens.wiring} } from './wiring.ts';`,
  ];
}

function served({ name, opens }: Entry): string[] {
  if ('wiring' in opens) return [`serve('${name}', cloud, handler${opens.hasDoor ? `, ${opens.wiring}.door` : ''});`];
  const { kind } = opens;
  return [
    'const caller = cloudTaskCaller(cloud);',
    `const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, '${kind}', task, perform));`,
    `serve('${name}', cloud, handler);`,
  ];
}

/** Text of `functions/table.ts`: every wiring, by its function's name. Pure. */
export function wiringsText(wirings: readonly { name: string; wiring: string }[]): string {
  return [
    '// Made by `npm run generate` from the `wiring.ts` of each function.',
    ...wirings.map(({ name, wiring }) => `import { ${wiring} } from './${name}/wiring.ts';`),
    '',
    'export const wirings = {',
    ...wirings.map(({ name, wiring }) => (name === wiring ? `  ${name},` : `  '${name}': ${wiring},`)),
    '} as const;',
    '',
  ].join('\n');
}
