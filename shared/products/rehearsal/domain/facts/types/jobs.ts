export type JobFact =
  | { fact: 'retry_planned'; step: string; cause: string }
  | { fact: 'rerun_ordered'; step: string; reason: string }
  | { fact: 'invalid_data_found'; step: string; question: number; held: string[] }
  | { fact: 'invalid_data_settled'; step: string; resumed: string[] }
  | { fact: 'jobs_cancelled'; steps: string[]; reason: string }
  | { fact: 'put_on_hold' };
