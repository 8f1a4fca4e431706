import { describe } from '@jest/globals';
import { boardCases } from './board.ts';
import { concurrencyCases } from './concurrency.ts';
import { historyCases } from './history.ts';
import { jsonCases } from './json.ts';
import { listCases } from './lists.ts';
import { operationCases } from './operations.ts';
import { queryCases } from './queries.ts';
import { refusalCases, timeCases } from './refusals.ts';
import type { Open } from './samples.ts';
import { transactionCases } from './transactions.ts';

/** What every store promises; run on each adapter. */
export function storeContract(name: string, open: Open): void {
  describe(`${name}: transactions`, () => transactionCases(open));
  describe(`${name}: refusals`, () => refusalCases(open));
  describe(`${name}: time`, () => timeCases(open));
  describe(`${name}: concurrency`, () => concurrencyCases(open));
  describe(`${name}: documents`, () => jsonCases(open));
  describe(`${name}: queries`, () => queryCases(open));
  describe(`${name}: the board`, () => boardCases(open));
  describe(`${name}: operations`, () => operationCases(open));
  describe(`${name}: what happened`, () => historyCases(open));
  describe(`${name}: lists and counts`, () => listCases(open));
}
