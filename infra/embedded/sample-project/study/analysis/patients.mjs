import { writeFileSync } from 'node:fs';
import { slowAtFirst } from './attempts.mjs';

await slowAtFirst();
const rows = Array.from({ length: 400 }, (_, id) => `${id + 1},${(id % 8) + 1},${(id * 7) % 5}`);
writeFileSync('output/patients.csv', ['patient,practice,visits', ...rows, ''].join('\n'));
