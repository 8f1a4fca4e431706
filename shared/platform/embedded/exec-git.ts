import { execFile } from 'node:child_process';

export interface GitResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** One start of git, whole: nothing of it is found in the process that starts it. */
export interface GitCall {
  /** Of the program `env`. */
  args: string[];
  cwd: string | undefined;
  input: string;
  encoding: 'utf8' | 'latin1';
  /** Of output; more is a failure. */
  maxBytes: number;
}

/** Never throws: what could not be started has code -1. */
export function execGit({ args, cwd, input, encoding, maxBytes }: GitCall): Promise<GitResult> {
  return new Promise((resolve) => {
    try {
      const child = execFile('env', args, { cwd, maxBuffer: maxBytes, encoding }, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr: code === -1 && error !== null ? error.message : stderr });
      });
      child.stdin?.on('error', () => undefined).end(input);
    } catch (error) {
      resolve({ code: -1, stdout: '', stderr: String(error) });
    }
  });
}
