import type { Gremium, Mitglied, Unterschriftsregel } from '../../../domain/sitzung/index.ts';

/** Words of the screens of a body, and what may be chosen there. */

export const FUNKTION: Readonly<Record<Mitglied['funktion'], string>> = {
  vorsitz: 'Vorsitz',
  stellvVorsitz: 'stellv. Vorsitz',
  mitglied: 'Mitglied',
  stellvertretung: 'Stellvertretung',
};

export const STIMMRECHT: Readonly<Record<Mitglied['stimmrecht'], string>> = {
  stimmberechtigt: 'stimmberechtigt',
  beratend: 'beratend',
};

export const GREMIUMART: Readonly<Record<Gremium['gremiumArt'], string>> = {
  rat: 'Rat',
  hauptausschuss: 'Hauptausschuss',
  finanzausschuss: 'Finanzausschuss',
  rechnungspruefungsausschuss: 'Rechnungsprüfungsausschuss',
  ausschuss: 'Ausschuss',
};

export const DOKUMENT: Readonly<Record<Unterschriftsregel['dokument'], string>> = {
  niederschrift: 'Niederschrift',
  auszug: 'Auszug',
  dringlichkeitsentscheidung: 'Dringlichkeitsentscheidung',
  einladung: 'Einladung',
};

export const NIVEAU: Readonly<Record<Unterschriftsregel['niveau'], string>> = {
  qualifiziert: 'qualifiziert (§ 126a BGB)',
  fortgeschritten: 'fortgeschritten',
  uebung: 'Übung',
};

export const optionen = (worte: Readonly<Record<string, string>>) =>
  Object.entries(worte).map(([wert, text]) => ({ wert, text }));

/** Who changes the data of a body. */
export const PFLEGENDE: readonly string[] = ['ratsbuero', 'buergermeister'];
