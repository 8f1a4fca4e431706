import { testSeeds } from './test-seeds.ts';

testSeeds(2, 60);
