import { readExplorations } from './exploration_reader.mjs';

const OLDEST_VERSION = 42;

/** Finds explorations whose states have not been brought to the current form. Reads only. */
export class AuditExplorationSchemaVersionJob {
  constructor({ explorations }) {
    this.folder = explorations;
  }

  run({ print }) {
    const explorations = readExplorations(this.folder);
    const invalid = explorations.filter(({ statesSchemaVersion }) => statesSchemaVersion < OLDEST_VERSION);
    print(`checked: ${explorations.length}`);
    print(`invalid: ${invalid.length}`);
    for (const { id, statesSchemaVersion } of invalid) print(`${id}: states_schema_version ${statesSchemaVersion} < ${OLDEST_VERSION}`);
  }
}
