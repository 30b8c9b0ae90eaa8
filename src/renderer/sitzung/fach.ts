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
  // who keeps sessions, sits in a body, writes papers or co-signs them by office
  rollen: [
    'ratsbuero',
    'schriftfuehrung',
    'buergermeister',
    'gremienmitglied',
    'vorlagenerstellung',
    'abteilungsleitung',
    'fachbereichsleitung',
    'beigeordneter',
    'kaemmerer',
    'mittelbestaetigung',
    'justiziariat',
  ],
  arten: Object.keys(SEITE),
  // who carries out a resolution reports on it in the list of resolutions
  href: (v, aufgabe) =>
    aufgabe?.id.startsWith('umsetzung:') ? '#/sitzung?ansicht=beschluesse' : hrefSitzung(v),
  zeile: (a) => [a.vorgang.nummer, a.text, a.vorgang.untertitel].filter(Boolean).join(' · '),
  load: () => import('./Sitzungsdienst.tsx'),
  loadVerlauf: () => import('./verlauf.ts'),
  loadCodes: async () => (await import('./codes.ts')).codeText,
};
