import type { Words } from '#domain/request/fields/define.ts';
import { changeText, relatedText } from '#pages/about.ts';
import { durationText } from '#pages/times.ts';

export const words: Words = { changeText, relatedText, durationText };
