import { authorize, type Authorized, type PlaceOf, type Refusal } from '#contexts/access/app/authorize.ts';
import type { Needs } from '#contexts/access/contracts/define-operation.ts';
import { noteRefused } from '#contexts/access/app/refusals.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';

interface Door {
  kernel: AccessKernel;
  placeOf: PlaceOf;
}

/** W4, W5. The one way by which doors ask whether somebody may: that they may not is on the record, whichever door it was. */
export async function askRight<Asked>(
  { kernel, placeOf }: Door,
  who: Principal,
  needs: Needs<Asked>,
  asked: Asked,
): Promise<Authorized | { refusal: Refusal }> {
  const authorized = await authorize(who, needs, asked, { placeOf, now: await kernel.store.now() });
  if ('refusal' in authorized) await noteRefused(kernel, who, authorized.refusal);
  return authorized;
}
