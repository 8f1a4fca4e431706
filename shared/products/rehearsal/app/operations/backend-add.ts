import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import { probeTableOf } from '#contexts/operations/domain/probe-settings.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { addOne } from '#products/rehearsal/app/operate/backends.ts';

/** B10. */
export const backendAdd: Operation<'backend_add'> = (system, { who, newId }, { slug: backend, name, kind, pools, probes }) =>
  addOne(
    system,
    { backend, by: recordName(who), id: newId() },
    {
      kind,
      ...(name === undefined ? {} : { name }),
      ...(pools === undefined ? {} : { pools }),
      ...(probes === undefined ? {} : { probes: probeTableOf(probes) }),
    },
  );
