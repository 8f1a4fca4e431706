// Made by `npm run generate` from the files of this folder.
import { dataUnsound } from './data-unsound.ts';
import { draining } from './draining.ts';
import { maintenanceDetected } from './maintenance-detected.ts';
import { maintenance } from './maintenance.ts';
import { pause } from './pause.ts';
import { probesOff } from './probes-off.ts';

export const backendFlags = {
  data_unsound: dataUnsound,
  draining,
  maintenance_detected: maintenanceDetected,
  maintenance,
  pause,
  probes_off: probesOff,
} as const;
