import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { framed, type Frame, type PageContent, type StatusMessage } from '#html/document.ts';
import type { NavigationGroup } from '#html/navigation.ts';

/** Pages by what they are about, in this order. */
const navigationGroups = {
  requests: 'Requests',
  work: 'Runs',
  backends: 'Backends',
  people: 'People',
  installation: 'Installation',
} as const;

/** How the pages' navigation names one of them. */
export interface NavigationEntry {
  path: string;
  label: string;
  group: keyof typeof navigationGroups;
  /** Among those of its group, from the first. */
  place: number;
  /** W4. Left out: it is open to everybody. */
  needs?: PermissionName;
  /** It shows what lies where somebody may see it; without it the right must hold for the whole installation. */
  anywhere?: true;
}

/** Who looks at a page, as far as its frame needs to know. */
export interface Visitor {
  name: string;
  /** Their own page. */
  accountPath?: string;
  /** W3. What their forms say beside the cookie. */
  proof?: string;
  /** N8. They have said by which clock they read. */
  ownZone?: true;
  mayOpen: (entry: NavigationEntry) => boolean;
}

export interface Around {
  installation: string;
  navigation: readonly NavigationEntry[];
  /** Of the page, without its query. */
  path: string;
  visitor?: Visitor | undefined;
  status?: StatusMessage | undefined;
}

/** A page as this product frames it: the one place where that is done. */
export function page(content: PageContent, { installation, navigation, path, visitor, status }: Around): string {
  const seen = navigation.filter((entry) => entry.needs === undefined || visitor?.mayOpen(entry) === true);
  const frame: Frame = {
    installation,
    groups: groupsOf(seen, path),
    footer: 'Nothing reaches production before it has been tested on a backup server.',
    ...(visitor === undefined
      ? { signInPath: path.startsWith('/sign-in') || path === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}` }
      : { reader: visitor }),
    ...(status === undefined ? {} : { status }),
  };
  return framed(content, frame);
}

/** Where somebody goes first: in the navigation's own order, of what is theirs and not everybody's. */
export function firstPage(entries: readonly NavigationEntry[], visitor: Pick<Visitor, 'mayOpen'>): string | undefined {
  const theirs = entries.filter((entry) => entry.needs !== undefined && visitor.mayOpen(entry));
  const order = Object.keys(navigationGroups);
  return theirs.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group) || a.place - b.place)[0]?.path;
}

function groupsOf(entries: readonly NavigationEntry[], path: string): NavigationGroup[] {
  const here = herePath(entries, path);
  return Object.entries(navigationGroups).flatMap(([group, label]) => {
    const [first, ...more] = entries
      .filter((entry) => entry.group === group)
      .toSorted((a, b) => a.place - b.place)
      .map((entry) => ({ path: entry.path, label: entry.label, isHere: entry.path === here }));
    return first === undefined ? [] : [{ label, links: [first, ...more] }];
  });
}

/** The nearest page over this path that the navigation names. */
function herePath(entries: readonly NavigationEntry[], path: string): string | undefined {
  const over = entries.filter((entry) => path === entry.path || path.startsWith(`${entry.path}/`));
  return over.toSorted((a, b) => b.path.length - a.path.length)[0]?.path;
}
