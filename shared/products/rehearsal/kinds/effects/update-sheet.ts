import { defineEffect, type EffectKind } from '#products/rehearsal/kinds/effects/define.ts';

interface UpdateSheet {
  kind: 'update_sheet';
}

/**
 * N4. Many at once, in one instance: it writes what comes within two seconds as one batch, and keeps its pace towards Google Sheets in memory.
 * The sheet itself is shared with the function's account by hand: no role reaches into a document.
 */
export const update_sheet: EffectKind<UpdateSheet> = defineEffect({
  function: 'update-sheet',
  subject: 'request',
  queue: { ratePerSecond: 20, concurrency: 20 },
  limits: { instances: 1, concurrency: 20 },
  secrets: [],
  grants: { database: { 'roles/datastore.user': 'leases the effect, reads the request that the rows are made of' } },
});
