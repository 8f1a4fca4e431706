import type { IncomingMessage } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { System as PipelineSystem } from '#products/pipelines/app/system.ts';
import type { System as RequestSystem } from '#products/rehearsal/app/system.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import type { PlaceOf } from '#contexts/access/app/authorize.ts';
import type { InForce } from '#products/rehearsal/pages/settings/page.ts';
import type { Choices } from '#contexts/access/pages/asking/choices.ts';
import type { WordsTable } from '#contexts/access/pages/asking/words.ts';
import type { WhoIs } from '#doors/who-is.ts';
import type { SenderOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { OperatorSignIn } from '#doors/operator-sign-in.ts';
import type { SignInWays } from '#contexts/access/pages/sign-in-page.ts';
import type { StatementSigner } from '#contexts/verdict/ports/statement-signer.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

/** What every page is made with. */
export interface PageDependencies {
  /** The installation’s, as each product knows it. */
  system: RequestSystem & PipelineSystem;
  links: LinkSigner;
  /** X6. Who may open the board, and every request by its id. */
  operators: OperatorKeys;
  operatorSignIn: OperatorSignIn;
  /** W3. What somebody who is not signed in is offered. */
  ways: SignInWays;
  /** W4. */
  whoIs: WhoIs;
  /** W4. Where what is shown lies. */
  placeOf: PlaceOf;
  /** What operations are called. */
  words: WordsTable;
  /** W6. Where somebody begins; undefined for who may open nothing yet. */
  firstPageOf: (viewer: Principal) => string | undefined;
  /** What forms can name. */
  choices: (who: Principal) => Promise<Choices>;
  /** What the runs wrote, for the status page. */
  outputs: OutputStore;
  /** A8. */
  statements: StatementSigner;
  installation: string;
  /** W6. What holds here now, and where it comes from. */
  settingsInForce: () => InForce[];
  /** The frame of whoever looks. */
  senderFor: (request: Pick<IncomingMessage, 'url'>, viewer: Principal | undefined) => SenderOf<PageContent>;
  /** Where all of this is reached, without a slash at its end. */
  publicUrl: string;
  /** By whose clock times are said: the reader’s where it is known, and the installation’s otherwise. */
  timeZone: string;
  /** A fresh random id for each form that is handed out (I2). */
  newId: () => string;
  /** I15. By the settings; the switch in the store is asked each time. False: the form is not shown, but a page that says why. */
  intakeOpen: boolean;
}
