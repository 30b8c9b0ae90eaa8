import { z } from 'zod';
import { organisationsdateiSchema } from '../organisation/muster.ts';
import { zGremiumCommand } from './gremium/schema.ts';

const [createGremium] = zGremiumCommand.options;

/**
 * Shape of `resources/demo/gremien.json`: units and people of council and committees, in the shape of an
 * organisation file, and the bodies themselves.
 */
export const gremiendateiSchema = organisationsdateiSchema.extend({
  gremien: z.array(createGremium.omit({ type: true }).extend({ id: z.string() })),
});
export type Gremiendatei = z.infer<typeof gremiendateiSchema>;
