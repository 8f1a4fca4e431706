import { readExplorations } from './exploration_reader.mjs';

/** How many explorations there are. Known to work: the smoke test of a deployment. */
export class CountExplorationsJob {
  constructor({ explorations }) {
    this.folder = explorations;
  }

  run({ print }) {
    print(`explorations: ${readExplorations(this.folder).length}`);
  }
}
