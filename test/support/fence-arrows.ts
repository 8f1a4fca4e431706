/** An import of each room, tried from each: what the linter must say; nothing where the arrow goes down. */
export const arrows: readonly (readonly [from: string, to: string, refusal?: string])[] = [
  ['kernel', 'contexts/access', 'the kernel may not import the context access'],
  ['kernel', 'contexts/telling', 'the kernel may not import the context telling'],
  ['kernel', 'products/one', 'the kernel may not import the product one'],
  ['kernel', 'doors', 'the kernel may not import a door'],
  ['kernel', 'platform', 'the kernel may not import the platform'],
  ['kernel', 'html', 'the kernel may not import the room of HTML'],
  ['html', 'kernel'],
  ['html', 'contexts/access', 'the room of HTML may not import the context access'],
  ['html', 'contexts/telling', 'the room of HTML may not import the context telling'],
  ['html', 'products/one', 'the room of HTML may not import the product one'],
  ['html', 'doors', 'the room of HTML may not import a door'],
  ['html', 'platform', 'the room of HTML may not import the platform'],
  ['contexts/access/pages', 'html'],
  ['contexts/telling/pages', 'html'],
  ['products/one/pages', 'html'],
  ['doors', 'html', 'a door may not import the room of HTML'],
  ['platform', 'html', 'the platform may not import the room of HTML'],
  ['contexts/access', 'kernel'],
  ...everyPair(['access', 'calendar', 'intake', 'gates', 'backends', 'operations', 'plans', 'verdict']),
  ['contexts/telling', 'kernel'],
  ['contexts/telling', 'contexts/access', 'the context telling may not import the context access'],
  ['contexts/verdict', 'contexts/telling', 'the context verdict may not import the context telling'],
  ['contexts/new', 'contexts/access', 'the context new may not import the context access'],
  ['contexts/verdict', 'products/one', 'the context verdict may not import the product one'],
  ['contexts/verdict', 'doors', 'the context verdict may not import a door'],
  ['contexts/verdict', 'platform', 'the context verdict may not import the platform'],
  ['products/one', 'kernel'],
  ['products/one', 'contexts/verdict'],
  ['products/one', 'contexts/telling'],
  ['products/one', 'products/two', 'the product one may not import the product two'],
  ['products/one', 'doors', 'the product one may not import a door'],
  ['products/one', 'platform', 'the product one may not import the platform'],
  ['doors', 'kernel'],
  ['doors', 'contexts/access'],
  ['doors', 'products/one'],
  ['doors', 'platform', 'a door may not import the platform'],
  ['platform', 'kernel'],
  ['platform', 'contexts/access'],
  ['platform', 'doors', 'the platform may not import a door'],
  ['platform', 'products/one', 'the platform may not import the product one'],
];

/** Contexts, from the ground up. */
function everyPair(contexts: readonly string[]): [string, string, string?][] {
  return contexts.flatMap((upper, here) =>
    contexts.flatMap((lower, there): [string, string, string?][] => {
      if (here === there) return [];
      const [from, to] = [`contexts/${upper}`, `contexts/${lower}`];
      return there < here ? [[from, to]] : [[from, to, `the context ${upper} may not import the context ${lower}`]];
    }),
  );
}
