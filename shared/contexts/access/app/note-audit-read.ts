import { noteOwn } from '#contexts/access/app/note-own.ts';
import type { RightAsked } from '#contexts/access/domain/account/right-commands.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';

type How = Extract<RightAsked, { command: 'note_audit_read' }>['how'];

/** W5. Whoever reads the log is in it. */
export async function noteAuditRead(kernel: AccessKernel, id: string, { how, filter }: { how: How; filter: string }): Promise<void> {
  await noteOwn(kernel, `audit:${id}`, { command: 'note_audit_read', how, filter: filter.slice(0, 500) });
}
