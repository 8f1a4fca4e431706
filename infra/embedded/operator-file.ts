import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const operatorFile = z.strictObject({ url: z.url(), token: z.string().min(32) });
export type OperatorFile = z.infer<typeof operatorFile>;

export function operatorFilePath(data: string): string {
  return path.resolve(data, 'operator.json');
}

/** E7: how the command line reaches this process, for its owner's eyes only. The token is this process's: it ends with it. Gives what takes it away. */
export async function leaveOperatorFile(data: string, content: OperatorFile): Promise<() => Promise<void>> {
  const file = operatorFilePath(data);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  await rename(draft, file);
  return () => rm(file, { force: true });
}

/** Undefined: nothing runs there, or somebody else wrote it. */
export async function readOperatorFile(data: string): Promise<OperatorFile | undefined> {
  try {
    return operatorFile.parse(JSON.parse(await readFile(operatorFilePath(data), 'utf8')));
  } catch {
    return undefined;
  }
}
