import type { VerlaufText } from '../faecher.ts';
export const verlauf: VerlaufText = (entry) => ({ text: entry.type });
