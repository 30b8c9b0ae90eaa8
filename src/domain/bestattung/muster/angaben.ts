import { addDays } from '../../shared/dates.ts';
import type { Tag } from '../../shared/vorgang.ts';
import type { Angaben } from '../bestattung/schema.ts';
import { BESTATTER, nachname, vorname } from './namen.ts';
import type { Fall } from './faelle.ts';
import type { Zufall } from './zufall.ts';
import { fruehererTag } from './zeit.ts';

/** An invented person and those who are to be asked, fitting the case. */
export function erfinde(fall: Fall, ziel: Tag, angelegt: Tag, z: Zufall): Angaben {
  const familie = nachname(z);
  // Nobody is announced before they died, however many holidays lie between.
  const kurzVorher = addDays(angelegt, fall.art === 'urne' ? -9 : -1);
  const tod =
    fall.todVorTagen === undefined ? kurzVorher : fruehererTag(addDays(ziel, -fall.todVorTagen), kurzVorher);
  const alter = fall.art === 'kind' ? z.int(2, 11) : z.int(61, 96);
  const geburtsdatum =
    fall.art === 'sternenkind'
      ? null
      : `${Number(tod.slice(0, 4)) - alter}-${String(z.int(1, 12)).padStart(2, '0')}-${String(z.int(1, 28)).padStart(2, '0')}`;
  const angehoerig = `${vorname(z)} ${familie}`;
  const bestatter = fall.art === 'tuchbestattung' ? BESTATTER[4] : z.aus(BESTATTER.slice(0, 4));
  return {
    verstorben: {
      vorname: fall.art === 'sternenkind' ? '' : vorname(z),
      nachname: fall.art === 'sternenkind' ? 'Sternenkind' : familie,
      geburtsname: '',
      geburtsdatum,
      sterbezeit: {
        tag: tod,
        uhrzeit: z.mit(0.85)
          ? `${String(z.int(1, 22)).padStart(2, '0')}:${z.aus(['05', '20', '40', '55'])}`
          : null,
      },
    },
    art: fall.art,
    einaescherung:
      fall.art === 'urne' ? { tag: addDays(angelegt, -2), nummer: `KR-${z.int(10000, 99999)}` } : null,
    bestatter: { name: bestatter.name, telefon: bestatter.telefon, email: '' },
    kostentraeger: { name: angehoerig, anschrift: `Musterweg ${z.int(1, 90)}, Musterhafen` },
    nutzungsberechtigt: { name: angehoerig, zugestimmt: true },
    grabart: fall.grabart,
    sarg: fall.art === 'erdbestattung' ? { laengeCm: 205, breiteCm: 70 } : null,
    feier: {
      redner: fall.feierMin > 0 ? z.aus(['Pfarrerin (ev.)', 'Pfarrer (kath.)', 'Freier Redner']) : '',
      musik: fall.feierMin > 0 ? z.aus(['Orgel', 'Musikanlage', 'Cello']) : '',
      traeger: z.aus(['Bestatter', 'Angehörige', 'Verein']),
    },
    hinweisKolonne: fall.hinweis ?? '',
    bemerkung: '',
  };
}
