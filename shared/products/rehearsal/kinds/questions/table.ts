// Made by `npm run generate` from the files of this folder.
import { concern } from './concern.ts';
import { confirm } from './confirm.ts';
import { deployment } from './deployment.ts';
import { freeze } from './freeze.ts';
import { gates } from './gates.ts';
import { hold } from './hold.ts';
import { manualStep } from './manual-step.ts';
import { manualTest } from './manual-test.ts';
import { production } from './production.ts';
import { regression } from './regression.ts';
import { returned } from './return.ts';
import { review } from './review.ts';
import { supersede } from './supersede.ts';
import { verdict } from './verdict.ts';
import { verdicts } from './verdicts.ts';
import { withdraw } from './withdraw.ts';
import { wordWaiver } from './word-waiver.ts';
import { word } from './word.ts';

export const questionKinds = {
  concern,
  confirm,
  deployment,
  freeze,
  gates,
  hold,
  manual_step: manualStep,
  manual_test: manualTest,
  production,
  regression,
  return: returned,
  review,
  supersede,
  verdict,
  verdicts,
  withdraw,
  word_waiver: wordWaiver,
  word,
} as const;
