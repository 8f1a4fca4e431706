import { readExplorations } from './exploration_reader.mjs';

/** How many states all explorations have together. */
export class CountExplorationStatesJob {
  constructor({ explorations }) {
    this.folder = explorations;
  }

  run({ print }) {
    const explorations = readExplorations(this.folder);
    print(`explorations: ${explorations.length}`);
    print(`states: ${explorations.reduce((sum, { stateNames }) => sum + stateNames.length, 0)}`);
  }
}
