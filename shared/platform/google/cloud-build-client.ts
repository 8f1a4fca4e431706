// One API by its own file: the whole of googleapis costs over half a second of a cold start.
import { cloudbuild_v1 } from 'googleapis/build/src/apis/cloudbuild/v1.js';

export type CloudBuild = cloudbuild_v1.Cloudbuild;
export type Build = cloudbuild_v1.Schema$Build;

export interface CloudBuildClientOptions {
  auth: NonNullable<cloudbuild_v1.Options['auth']>;
  /** Another server than Google's, with a slash at its end. */
  rootUrl?: string;
}

/** Nothing is repeated by the client itself: the caller knows what may be. */
export function openCloudBuild({ auth, rootUrl }: CloudBuildClientOptions): CloudBuild {
  return new cloudbuild_v1.Cloudbuild({ auth, retry: false, timeout: 30_000, ...(rootUrl === undefined ? {} : { rootUrl }) });
}

/** HTTP status of a refusal; undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}
