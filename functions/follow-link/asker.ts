import type { LinkSigner } from '#doors/action-links.ts';
import type { CodeClaims, LinkClaims } from '#kernel/questions/claims.ts';
import type { Acting } from '#kernel/act.ts';
import type { DeadReason } from '#kernel/questions/judge.ts';
import type { PageContent } from '#html/document.ts';
import type { Typed } from '#html/typed.ts';

export type Fields = ReadonlyMap<string, string>;

/** What came of an answer, or of taking one back. */
export type Given = { given: true } | { given: false; problems: Fields };

/** What somebody typed, read. `problems`: by field; with any of them nothing is given. */
export interface Read {
  problems: Fields;
  /** They have said all of it before: there is nothing to give. */
  isSaid?: boolean;
  give(): Promise<Given>;
}

/** The question that a link leads to, as it is now. What is typed before its code was right changes nothing. */
export interface Followed {
  claims: LinkClaims;
  standing: 'open' | 'answered';
  path: string;
  /** What stands in the form before anybody typed. */
  startingFields: Fields;
  /** The reader has given this very answer. */
  isAnsweredByReader: boolean;
  openPage(typed: Typed): PageContent;
  /** What was decided; `typed` of the form that undoes it. */
  answeredPage(typed: Typed): PageContent;
  read(typed: Fields): Read;
  /** A5. Undefined where nothing can be taken back. */
  undo(typed: Fields): Read | undefined;
}

interface Dead {
  dead: DeadReason;
  statusUrl?: string;
}

export type Looked = Followed | Dead;

/** By a mailed link: `wrongCodes` typed so far with it. Or by somebody who is signed in, on whose pages stands a form of theirs. */
type LookedFor = { claims: LinkClaims; path: string } & (
  | { wrongCodes: () => Promise<number> }
  | { signedIn: { form: string; path: (action: string) => string; actingIn: <S extends Acting>(system: S) => S } }
);

/** One kind of process that asks people by link: its questions' pages, and what is made of an answer. Code, tries and lock are the same for all. */
export interface Asker {
  look(asking: LookedFor): Promise<Looked>;
}

/** What all links come through. */
export interface LinkDoor {
  links: Pick<LinkSigner, 'parse' | 'codeMatches'>;
  wrongCodes(claims: CodeClaims): Promise<number>;
  tryCode(claims: CodeClaims, isRight: boolean): Promise<'right' | 'locked' | { wrong: true; left: number }>;
  /** By the kind of the subject. */
  askers: Readonly<Record<string, Asker>>;
}
