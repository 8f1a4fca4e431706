import type { Place } from '#contexts/access/domain/rights/place.ts';
import { backendUsers } from '#products/rehearsal/app/backend-user.ts';
import { backendRows } from '#products/rehearsal/app/operate/lists.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';

/** B1. Each backend as the command line lists it, and how many wait for it. */
export async function readBackends(system: System, sees: (place: Place) => boolean): Promise<OperationRow[]> {
  const users = backendUsers(system);
  return Promise.all(
    (await backendRows(system, sees)).map(async (row) => {
      const waiting = await Promise.all(users.map((user) => user.waiting(String(row['backend']))));
      return { ...row, waiting: waiting.reduce((sum, one) => sum + one, 0) };
    }),
  );
}
