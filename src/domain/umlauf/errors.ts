import type { ErrorTable } from '../shared/rejection.ts';
import { errors as laufweg } from './fehler/laufweg.ts';
import { errors as signatur } from './fehler/signatur.ts';

export const errors: ErrorTable = { ...laufweg, ...signatur };
