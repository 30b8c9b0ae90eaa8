import type { Dokumentart, Leistungsart } from '../../domain/beschaffung/schema.ts';

export const LEISTUNGSART: Readonly<Record<Leistungsart, string>> = {
  lieferung: 'Lieferung',
  dienstleistung: 'Dienstleistung',
  bauleistung: 'Bauleistung',
};

export const DOKUMENTART: Readonly<Record<Dokumentart, string>> = {
  vergabevermerk: 'Vergabevermerk',
  umlaufprotokoll: 'Umlaufprotokoll',
  bekanntmachung: 'Bekanntmachung',
  leistungsverzeichnis: 'Leistungsverzeichnis',
  kostenschaetzung: 'Kostenschätzung',
  angebot: 'Angebot',
  bewertung: 'Bewertung',
  beschluss: 'Beschluss',
  sonstiges: 'Sonstiges',
};
