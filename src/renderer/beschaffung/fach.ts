import { FilePenLine } from 'lucide-react';
import type { Fach } from '../faecher.ts';
import { betrag } from '../kit/format.ts';

export const beschaffung: Fach = {
  id: 'beschaffung',
  titel: 'Beschaffung',
  icon: FilePenLine,
  // everybody in the house may need something, and sees only what they may read; crews and councillors order nothing
  rollen: [],
  nichtNur: ['kolonnenfuehrung', 'gremienmitglied'],
  arten: ['laufzettel'],
  href: (v) => `#/beschaffung/${v.id}`,
  zeile: (a) => {
    const netto = a.vorgang.felder['wertNetto'];
    return [
      a.vorgang.nummer ?? 'noch ohne Nummer',
      typeof netto === 'number' ? `${betrag(netto)} netto` : '',
      a.text,
    ]
      .filter(Boolean)
      .join(' · ');
  },
  load: () => import('./Beschaffung.tsx'),
  loadVerlauf: () => import('./verlauf.ts'),
  loadCodes: async (heute) => (await import('./codes.ts')).loadCodes(heute),
};
