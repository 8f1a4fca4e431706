import type { StorageStandIn } from './server.ts';

/** For a stand-in whose jobs write to `gs://` addresses. */
export function writeAddress(storage: Pick<StorageStandIn, 'put'>): (address: string, text: string) => void {
  return (address, text) => {
    const [, bucket, name] = /^gs:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
    if (bucket === undefined || name === undefined) throw new TypeError(`not a gs:// address: ${address}`);
    storage.put(bucket, name, text);
  };
}
