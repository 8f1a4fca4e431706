// Made by `npm run generate` from the files of this folder.
import { badges } from './badges.ts';
import { board } from './board.ts';
import { cutoffsFeed } from './cutoffs-feed.ts';
import { form } from './form.ts';
import { home } from './home.ts';
import { notices } from './notices.ts';
import { queueFeed } from './queue-feed.ts';
import { releases } from './releases.ts';
import { requests } from './requests.ts';
import { robots } from './robots.ts';
import { runOutput } from './run-output.ts';
import { status } from './status.ts';
import { timeline } from './timeline.ts';

export const pages = {
  badges,
  board,
  cutoffs_feed: cutoffsFeed,
  form,
  home,
  notices,
  queue_feed: queueFeed,
  releases,
  requests,
  robots,
  run_output: runOutput,
  status,
  timeline,
} as const;
