import { DOKUMENTART_NAMEN, type Leistungsart } from '../../domain/beschaffung/schema.ts';

export const LEISTUNGSART: Readonly<Record<Leistungsart, string>> = {
  lieferung: 'Lieferung',
  dienstleistung: 'Dienstleistung',
  bauleistung: 'Bauleistung',
};

export const DOKUMENTART = DOKUMENTART_NAMEN;
