import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { hash } from 'node:crypto';

/** K1. The one study of the town, as its people push to it. */
export interface Study {
  /** Its plan at each commit that was pushed, the newest last. */
  plans: Map<string, string>;
  push(): void;
}

export const STUDY = { owner: 'opensafely', repository: 'study' } as const;

/** Three that need one another and one that stands alone, in two pools; what is too heavy for most moments; and what is changed by each push. */
function planText(version: number): string {
  return `version: '5.0'
actions:
  extract:
    run: ehrql:v1 generate-dataset analysis/dataset.py --output output/extract.csv.gz
    outputs: { highly_sensitive: { extract: output/extract.csv.gz } }
  tidy:
    run: python:v2 python analysis/tidy.py ${version}
    needs: [extract]
    outputs: { moderately_sensitive: { tidy: output/tidy.csv } }
  report:
    run: python:v2 python analysis/report.py
    needs: [tidy]
    outputs: { moderately_sensitive: { report: output/report.csv } }
  count:
    run: python:v2 python analysis/count.py
    outputs: { moderately_sensitive: { count: output/count.csv } }
  heavy:
    run: python:v2 python analysis/heavy.py
    outputs: { moderately_sensitive: { heavy: output/heavy.csv } }
`;
}

export const ACTIONS = ['extract', 'tidy', 'report', 'count', 'heavy'] as const;

export function createStudy(): Study {
  const plans: Study['plans'] = new Map();
  const push = (): void => void plans.set(hash('sha1', `study ${plans.size}`), planText(plans.size));
  push();
  return { plans, push };
}

type Asks = Pick<CodeHost, 'readHead' | 'readFiles' | 'branchHas'>;

/** The same host, with the study beside its pull requests. */
export function withStudy<H extends Asks>(host: H, { plans }: Study): H {
  const { readHead, readFiles, branchHas } = host;
  const isStudy = (change: Parameters<Asks['readHead']>[0]): boolean => change.kind === 'ref' && change.repository === STUDY.repository;
  return Object.assign(host, {
    readHead: (change: Parameters<Asks['readHead']>[0]): ReturnType<Asks['readHead']> =>
      isStudy(change)
        ? Promise.resolve({ state: 'open', headSha: [...plans.keys()].at(-1) ?? '', baseSha: '', baseRef: '' })
        : readHead(change),
    readFiles: async (...[change, commit, paths]: Parameters<Asks['readFiles']>): ReturnType<Asks['readFiles']> => {
      if (!isStudy(change)) return readFiles(change, commit, paths);
      const text = plans.get(commit);
      return new Map(text === undefined ? [] : [['project.yaml', text]]);
    },
    branchHas: (...[change, commit]: Parameters<Asks['branchHas']>): ReturnType<Asks['branchHas']> =>
      isStudy(change) ? Promise.resolve(plans.has(commit)) : branchHas(change, commit),
  });
}
