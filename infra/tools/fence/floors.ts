/** From the ground up: each knows those before it. `telling` stands beside them: nobody knows it, and it knows nobody. */
const CONTEXTS: readonly string[] = ['access', 'calendar', 'intake', 'gates', 'backends', 'operations', 'plans', 'schedules', 'verdict'];

/** Where a file of `shared` lies. */
type Floor = { floor: 'kernel' | 'html' | 'doors' | 'platform' } | { floor: 'contexts' | 'products'; room: string };

/**
 * Why this arrow runs up, or across, as the end of a sentence; undefined where it goes down: doors → products → contexts → html → kernel, and
 * the platform implements ports of contexts and kernel. What lies outside of `shared` puts all of it together, and is asked nothing here. Pure.
 */
export function judgeArrow(from: string, to: string): string | undefined {
  const [here, there] = [floorOf(from), floorOf(to)];
  if (here === undefined) return undefined;
  if (there === undefined) return `${nameOf(here)} may not know what puts it together`;
  if (nameOf(here) === nameOf(there) || isBelow(here, there)) return undefined;
  return `${nameOf(here)} may not import ${nameOf(there)}`;
}

/** Whether `there` lies below `here`. */
function isBelow(here: Floor, there: Floor): boolean {
  if (there.floor === 'kernel') return here.floor !== 'kernel';
  switch (here.floor) {
    case 'kernel':
    case 'html':
      return false;
    case 'contexts':
      return there.floor === 'html' || (there.floor === 'contexts' && isContextBelow(here.room, there.room));
    case 'products':
      return there.floor === 'html' || there.floor === 'contexts';
    case 'platform':
      return there.floor === 'contexts';
    case 'doors':
      return there.floor === 'contexts' || there.floor === 'products';
  }
}

function isContextBelow(here: string, there: string): boolean {
  const below = CONTEXTS.indexOf(there);
  return below >= 0 && below < CONTEXTS.indexOf(here);
}

function floorOf(file: string): Floor | undefined {
  const [, floor, room = ''] = /^shared\/(kernel|html|contexts|products|doors|platform)\/(?:([^/]+)\/)?/.exec(file) ?? [];
  if (floor === 'contexts' || floor === 'products') return { floor, room };
  return floor === 'kernel' || floor === 'html' || floor === 'doors' || floor === 'platform' ? { floor } : undefined;
}

function nameOf(at: Floor): string {
  switch (at.floor) {
    case 'contexts':
      return `the context ${at.room}`;
    case 'products':
      return `the product ${at.room}`;
    case 'kernel':
    case 'platform':
      return `the ${at.floor}`;
    case 'html':
      return 'the room of HTML';
    case 'doors':
      return 'a door';
  }
}
