import { TreeDeciduous } from 'lucide-react';
import type { Fach } from '../faecher.ts';
import { uhrzeit } from '../kit/format.ts';

export const friedhof: Fach = {
  id: 'friedhof',
  titel: 'Friedhof',
  icon: TreeDeciduous,
  rollen: ['friedhofsverwaltung', 'kolonnenfuehrung'],
  arten: ['bestattung', 'arbeitsauftrag', 'grabakte'],
  href: (v) =>
    v.art === 'arbeitsauftrag'
      ? `#/friedhof/auftrag/${v.id}`
      : v.art === 'grabakte'
        ? '#/friedhof/register'
        : `#/friedhof/${v.id}`,
  zeile: ({ text, vorgang: { nummer, titel, felder } }) => {
    const beginn = felder['beginn'];
    return [
      nummer ?? 'noch ohne Nummer',
      // the name stands above it already
      text.startsWith(`${titel}: `) ? text.slice(titel.length + 2) : text,
      felder['friedhof'],
      typeof beginn === 'string'
        ? `${beginn.slice(8, 10)}.${beginn.slice(5, 7)}., ${uhrzeit(beginn)} Uhr`
        : '',
    ]
      .filter(Boolean)
      .join(' · ');
  },
  load: () => import('./Friedhof.tsx'),
  loadVerlauf: () => import('./verlauf.ts'),
  loadCodes: async (heute) => (await import('./codes.ts')).loadCodes(heute),
};
