import { readFileSync, writeFileSync } from 'node:fs';

const rows = readFileSync('output/summary.csv', 'utf8').trim().split('\n').slice(1);
writeFileSync('output/report.md', ['# Visits', '', ...rows.map((row) => `- ${row.replace(',', ': ')}`), ''].join('\n'));
