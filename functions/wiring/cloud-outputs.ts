import { openObjects, type Objects } from '#platform/google/storage-objects.ts';
import { createStorageOutputStore } from '#platform/google/storage-output-store.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { Cloud } from './cloud.ts';
import { tokenHeaders } from './google-places.ts';

export function cloudObjects({ config, tokens }: Cloud): Objects {
  const { storage } = config.standIns;
  return openObjects({ bucket: config.outputBucket, auth: tokenHeaders(tokens), ...(storage === undefined ? {} : { endpoint: storage }) });
}

/** R6: what runs write, in the installation's bucket. */
export function cloudOutputs(cloud: Cloud): OutputStore {
  return createStorageOutputStore(cloudObjects(cloud));
}
