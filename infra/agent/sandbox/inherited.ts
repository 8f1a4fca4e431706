import { closeSync, readFileSync, readdirSync } from 'node:fs';

const CLOSED_AT_EXEC = 0o2000000;

/**
 * Closes what this process was given by whoever started it, beside its three streams: it would be handed on to a job. Node's own are closed
 * at exec and stay.
 */
export function closeInherited(): void {
  for (const name of descriptors()) {
    const fd = Number(name);
    if (fd > 2 && !isClosedAtExec(fd)) closeQuietly(fd);
  }
}

function descriptors(): string[] {
  try {
    return readdirSync('/proc/self/fd');
  } catch {
    return [];
  }
}

function isClosedAtExec(fd: number): boolean {
  try {
    const [, flags = '0'] = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? [];
    return (Number.parseInt(flags, 8) & CLOSED_AT_EXEC) !== 0;
  } catch {
    // Gone meanwhile: it was that of the list itself.
    return true;
  }
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // Closed by another hand meanwhile.
  }
}
