export interface Failure {
  seed: number;
  invariant: string;
  message: string;
}

export interface Total {
  seeds: number;
  steps: number;
  situations: { [name: string]: number };
  failure?: Failure | undefined;
}
