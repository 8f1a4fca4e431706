export interface Kind {
  /** `take-over.ts`, within its folder. */
  file: string;
  exported: string;
}

/** Text of a folder's table. `dashed`: the keys are the files' names as they are. Pure. */
export function tableText(table: string, kinds: readonly Kind[], dashed = false): string {
  const imports = kinds.map(({ file, exported }) => `import { ${exported} } from './${file}';`);
  const rows = kinds.map(({ file, exported }) => rowOf(keyOf(file, dashed), exported));
  return [
    '// Made by `npm run generate` from the files of this folder.',
    ...imports,
    '',
    // As the formatter would have it.
    ...(rows.length === 0 ? [`export const ${table} = {} as const;`] : [`export const ${table} = {`, ...rows, '} as const;']),
    '',
  ].join('\n');
}

/** Text of a folder's names. Pure. */
export function namesText(type: string, kinds: readonly Kind[], dashed = false): string {
  const names = kinds.map(({ file }) => `'${keyOf(file, dashed)}'`);
  const short = `export type ${type} = ${names.join(' | ')};`;
  // As the formatter would have it.
  const lines = short.length <= 140 ? [short] : [`export type ${type} =`, ...names.map((name) => `  | ${name}`)];
  return ['// Made by `npm run generate` from the files of this folder.', ...lines].join('\n').concat(short.length <= 140 ? '\n' : ';\n');
}

function rowOf(key: string, exported: string): string {
  if (key === exported) return `  ${exported},`;
  return `  ${key.includes('-') ? `'${key}'` : key}: ${exported},`;
}

function keyOf(file: string, dashed: boolean): string {
  const name = file.replace(/\.ts$/, '');
  return dashed ? name : name.replaceAll('-', '_');
}
