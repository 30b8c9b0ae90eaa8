import { Landmark } from 'lucide-react';
import type { VorgangRow } from '../../contract/vorgang.ts';
import type { Fach } from '../faecher.ts';

/** Where each kind has its page. */
const SEITE: Readonly<Record<string, string>> = {
  vorlage: 'vorlage',
  antrag: 'antrag',
  sitzung: 'termin',
  sitzung_nichtoeffentlich: 'nichtoeffentlich',
  anlage_nichtoeffentlich: 'anlage',
  niederschrift: 'niederschrift',
  dringlichkeitsentscheidung: 'dringlichkeit',
  gremium: 'gremium',
};

export const hrefSitzung = (v: Pick<VorgangRow, 'id' | 'art'>): string =>
  `#/sitzung/${SEITE[v.art] ?? 'termin'}/${v.id}`;

export const sitzung: Fach = {
  id: 'sitzung',
  titel: 'Sitzungs\u00addienst',
  icon: Landmark,
  // papers are written and co-signed all over the house; everyone sees what they may read
  rollen: [],
  arten: Object.keys(SEITE),
  href: hrefSitzung,
  zeile: (a) => [a.vorgang.nummer, a.text, a.vorgang.untertitel].filter(Boolean).join(' · '),
  load: () => import('./Sitzungsdienst.tsx'),
  loadVerlauf: () => import('./verlauf.ts'),
};
