import { split } from 'shlex';
import { parseDocument } from 'yaml';

/** Characters of an `action.yaml`, which says one command. */
const LONGEST = 64 * 1024;

/** The words of the command of a reusable action, its image first, by its `action.yaml`; or what is wrong with that file. */
export function readActionFile(text: string): { words: [string, ...string[]] } | { problem: string } {
  if (text.length > LONGEST) return { problem: `its action.yaml is longer than ${LONGEST} characters` };
  const run = runOf(text);
  if (run === undefined) return { problem: 'its action.yaml does not say what to run' };
  try {
    const [image, ...rest] = split(run);
    return image === undefined ? { problem: 'its action.yaml runs nothing' } : { words: [image, ...rest] };
  } catch {
    return { problem: 'the command in its action.yaml has an open quote' };
  }
}

function runOf(text: string): string | undefined {
  try {
    const document = parseDocument(text, { version: '1.2', logLevel: 'silent' });
    if (document.errors.length > 0) return undefined;
    const read: unknown = document.toJS({ maxAliasCount: 10 });
    const run: unknown = typeof read === 'object' && read !== null && 'run' in read ? read.run : undefined;
    return typeof run === 'string' && run.trim() !== '' ? run : undefined;
  } catch {
    return undefined;
  }
}
