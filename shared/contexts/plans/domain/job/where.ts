/** R18. What the settings say of the jobs of one name. */
export interface JobPlace {
  job: string;
  /** Names of what it must be given where it runs. */
  credentials: readonly string[];
  /** As whom it must run. */
  serviceAccount?: string | undefined;
  /** Backends that it must not run on. */
  notOn: readonly string[];
}

/** R18. What a backend has to give. */
export interface Offer {
  slug: string;
  credentials?: readonly string[];
  /** As whom its jobs can run. */
  serviceAccounts?: readonly string[];
}

export interface PlaceRules {
  jobPlaces?: readonly JobPlace[];
  backends: readonly Offer[];
}

/** Why the jobs of this name cannot run there, in a sentence without an end; undefined when they can. A backend that is gone is told of elsewhere. */
export function whyNotHere({ jobPlaces = [], backends }: PlaceRules, job: string, slug: string): string | undefined {
  const place = jobPlaces.find((one) => one.job === job);
  return place === undefined ? undefined : whyNotPlaced(place, backends, slug);
}

/** R18. The same of one place: whatever it is that the settings have places for. */
export function whyNotPlaced(place: JobPlace, backends: readonly Offer[], slug: string): string | undefined {
  const { job } = place;
  const backend = backends.find((one) => one.slug === slug);
  if (backend === undefined) return undefined;
  if (place.notOn.includes(slug)) return `the settings keep ${job} away from ${slug}${elsewhere(backends, place)}`;
  const missing = place.credentials.filter((name) => backend.credentials?.includes(name) !== true);
  if (missing.length > 0) return `${job} needs ${missing.join(', ')}, which ${slug} does not have${elsewhere(backends, place)}`;
  if (place.serviceAccount !== undefined && backend.serviceAccounts?.includes(place.serviceAccount) !== true)
    return `${job} must run as ${place.serviceAccount}, but nothing on ${slug} does${elsewhere(backends, place)}`;
  return undefined;
}

/** Where it can. */
function elsewhere(backends: readonly Offer[], { job, credentials, serviceAccount, notOn }: JobPlace): string {
  const possible = backends.filter(
    (backend) =>
      !notOn.includes(backend.slug) &&
      credentials.every((name) => backend.credentials?.includes(name) === true) &&
      (serviceAccount === undefined || backend.serviceAccounts?.includes(serviceAccount) === true),
  );
  return possible.length === 0 ? `; no backend can run ${job}` : `; it can run on ${possible.map(({ slug }) => slug).join(', ')}`;
}
