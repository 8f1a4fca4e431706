import { writeFileSync } from 'node:fs';
import { slowAtFirst } from './attempts.mjs';

await slowAtFirst();
const names = ['Harbour', 'Mill Lane', 'Old Town', 'Riverside', 'Station Road', 'The Green', 'Uphill', 'West Quay'];
writeFileSync('output/practices.csv', ['practice,name', ...names.map((name, at) => `${at + 1},${name}`), ''].join('\n'));
