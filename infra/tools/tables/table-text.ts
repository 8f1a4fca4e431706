export interface Kind {
  /** `take-over.ts`, within its folder. */
  file: string;
  exported: string;
}

/** Text of a folder's table. Pure. */
export function tableText(table: string, kinds: readonly Kind[]): string {
  const imports = kinds.map(({ file, exported }) => `import { ${exported} } from './${file}';`);
  const rows = kinds.map(({ file, exported }) => (keyOf(file) === exported ? `  ${exported},` : `  ${keyOf(file)}: ${exported},`));
  return [
    '// Made by `npm run generate` from the files of this folder.',
    ...imports,
    '',
    `export const ${table} = {`,
    ...rows,
    '} as const;',
    '',
  ].join('\n');
}

function keyOf(file: string): string {
  return file.replace(/\.ts$/, '').replaceAll('-', '_');
}
