/** `node ask-database.ts <folder>`: a probe (B8). Exit code 10 while the folder says that the database is in maintenance. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

process.exit(existsSync(join(process.argv[2] ?? '', 'maintenance')) ? 10 : 0);
