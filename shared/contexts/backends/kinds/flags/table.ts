// Made by `npm run generate` from the files of this folder.
import { draining } from './draining.ts';
import { maintenanceDetected } from './maintenance-detected.ts';
import { maintenance } from './maintenance.ts';
import { pause } from './pause.ts';

export const backendFlags = {
  draining,
  maintenance_detected: maintenanceDetected,
  maintenance,
  pause,
} as const;
