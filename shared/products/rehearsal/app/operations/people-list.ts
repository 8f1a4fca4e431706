import { listPeople } from '#contexts/access/app/people.ts';
import { personRow } from '#products/rehearsal/app/operate/people.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const peopleList: Operation<'people_list'> = async (system, _, { limit = 50, after }) => {
  const { people, next } = await listPeople(system, { limit, after });
  return { done: { rows: people.map(personRow), ...(next === undefined ? {} : { next: { value: 0, id: next } }) } };
};
