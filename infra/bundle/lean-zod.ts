import { config } from 'zod';

// First in every bundle: code that zod writes for a schema pays after many parses, and an instance that has just started makes few.
config({ jitless: true });
