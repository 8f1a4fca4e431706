import type { Refusal } from '#contexts/access/app/authorize.ts';
import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Cursors } from '#doors/cursors.ts';
import type { Rates } from '#doors/rates.ts';
import type { SenderOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';

export interface ApiDoor {
  /** Whose bearer token this is. What cannot be looked up is an error, never nobody. */
  callerOf: (authorization: string | undefined) => Promise<Principal | undefined>;
  rates: Rates;
  cursors: Cursors;
  sendPage: SenderOf<PageContent>;
  /** Why they may not; noted, as every refusal. */
  refusalOf: (who: Principal, asked: OperationRequest) => Promise<Refusal | undefined>;
  /** What they ask for, done, if they may. `newId`: the ids that it makes. */
  operate: (who: Principal, asked: OperationRequest, newId?: () => string) => Promise<Operated | { refusal: Refusal }>;
}
