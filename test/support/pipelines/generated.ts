/** A plan as large as real ones, and what it must come to. */
export interface Generated {
  text: string;
  edges: number;
}

/** `actions` in a file of version 5, the last of which needs `widest` others; `needs` in all, as far as earlier actions are there to be needed. */
export function generatePlan({ actions, needs, widest }: { actions: number; needs: number; widest: number }): Generated {
  const blocks: string[] = [];
  let edges = widest;
  for (let n = 0; n < actions; n += 1) {
    const isLast = n === actions - 1;
    const own = isLast ? widest : Math.min(n, edges >= needs ? 0 : needs - edges, 2);
    if (!isLast) edges += own;
    // Neighbours of a third of its number: no action is more than some steps deep.
    const names = Array.from({ length: own }, (_, at) => (isLast ? `model_${at}` : `model_${Math.floor(n / 3) + at}`));
    blocks.push(blockOf(n, names));
  }
  return { text: `version: '5.0'\n\nactions:\n${blocks.join('')}`, edges };
}

function blockOf(n: number, needs: readonly string[]): string {
  const lines = [
    `  model_${n}:`,
    '    run: >',
    `      r:v2 analysis/model.R --cohort adults --outcome admission --season ${n}`,
    `      --days 28`,
    // As they come out of other programs: the bracket stands further left than YAML has it.
    ...(needs.length === 0 ? [] : [`    needs: [${needs.join(', ')}`, '  ]']),
    '    outputs:',
    '      highly_sensitive:',
    `        model: output/models/model_${n}.rds`,
    '      moderately_sensitive:',
    `        table: output/tables/table_${n}.csv`,
  ];
  return `${lines.join('\n')}\n`;
}
