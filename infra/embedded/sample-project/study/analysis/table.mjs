import { readFileSync, writeFileSync } from 'node:fs';

const rowsOf = (file) => readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
const visits = new Map();
for (const [, practice, count] of rowsOf('output/patients.csv')) visits.set(practice, (visits.get(practice) ?? 0) + Number(count));
const summary = rowsOf('output/practices.csv').map(([practice, name]) => `${name},${visits.get(practice)}`);
writeFileSync('output/summary.csv', ['practice,visits', ...summary, ''].join('\n'));
// A row of each patient: more than anybody should publish.
const all = rowsOf('output/patients.csv').map(([patient, , count]) => `${patient},${count}`);
writeFileSync('output/visits.csv', ['patient,visits', ...all, ''].join('\n'));
