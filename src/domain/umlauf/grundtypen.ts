import { z } from 'zod';

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const tag = z.iso.date();
export const id = z.string().min(1).max(100);
