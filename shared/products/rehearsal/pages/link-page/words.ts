import type { Words } from '#products/rehearsal/domain/fields/define.ts';
import { changeText, relatedText } from '#products/rehearsal/pages/about.ts';
import { durationText } from '#html/times.ts';

export const words: Words = { changeText, relatedText, durationText };
