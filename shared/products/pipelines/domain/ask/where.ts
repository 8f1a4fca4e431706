import { whyNotPlaced, type Offer } from '#contexts/plans/domain/job/where.ts';
import { urlOf, type Repository } from '#products/pipelines/domain/ask/repository.ts';

/** R18. What the settings say of actions of one name, in some repositories or in all. */
export interface ActionPlace {
  action: string;
  /** `owner` or `owner/name`; all, where it is empty. */
  repositories: readonly string[];
  credentials: readonly string[];
  notOn: readonly string[];
}

export interface PlacedActions {
  places: readonly ActionPlace[];
  /** What the backends have to give. */
  backends: readonly Offer[];
}

/** `repository`: its address at the code host. */
export interface ActionOf {
  action: string;
  repository: string;
}

/** R18. Names of what an action is given where it runs: of every place that is its. */
export function credentialsOf({ places }: PlacedActions, of: ActionOf): string[] {
  return [...new Set(placesOf(places, of).flatMap(({ credentials }) => credentials))];
}

/** R18. Why it cannot run there, in a sentence without an end; undefined when it can. */
export function whyActionNotHere(placed: PlacedActions, of: ActionOf, slug: string): string | undefined {
  const notOn = placesOf(placed.places, of).flatMap((place) => place.notOn);
  return whyNotPlaced({ job: of.action, credentials: credentialsOf(placed, of), notOn }, placed.backends, slug);
}

function placesOf(places: readonly ActionPlace[], { action, repository }: ActionOf): ActionPlace[] {
  return places.filter(
    (place) => place.action === action && (place.repositories.length === 0 || place.repositories.some((name) => isOf(repository, name))),
  );
}

/** Names are compared without regard to case, as the code host does. */
function isOf(repository: string, name: string): boolean {
  const [owner = '', inner] = name.split('/');
  const url = repository.toLowerCase();
  const known: Repository = { owner, repository: inner ?? '' };
  const wanted = urlOf(known).toLowerCase();
  return inner === undefined ? url.startsWith(wanted) : url === wanted;
}
