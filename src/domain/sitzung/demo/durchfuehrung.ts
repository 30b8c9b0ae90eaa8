import { addDays } from '../../shared/dates.ts';
import type { PersonId, Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Gremium } from '../gremium/schema.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { asBloecke } from '../text/bloecke.ts';
import { stimmberechtigteUm } from '../verlauf/anwesenheit.ts';
import { sitzungslage } from '../sitzung/lage.ts';
import { at, werktagAb } from './welt.ts';
import type { Akt, Welt } from './welt.ts';

/** The committee met: one came late, one was biased; three items were resolved, one in another wording. */
export function durchfuehrung(d: Welt, name: string, tag: Tag): Akt[] {
  const s = d.id(name);
  const run = (zeit: Zeitpunkt, command: { type: string } & Record<string, unknown>) =>
    d.b.run(zeit, d.schriftfuehrung, 'sitzung', s, command);
  const mitglieder = (d.q.gremien.gremien.find((g) => g.kuerzel === 'BUA')?.mitglieder ?? []).filter(
    (m) => m.funktion !== 'stellvertretung',
  );
  const vorsitz = mitglieder.find((m) => m.funktion === 'vorsitz')?.person ?? '';
  const stimmen = mitglieder.filter((m) => m.stimmrecht === 'stimmberechtigt' && m.person !== vorsitz);
  const spaet = stimmen[d.choose(stimmen.length)]?.person ?? '';
  const befangen = stimmen.filter((m) => m.person !== spaet)[d.choose(stimmen.length - 1)]?.person ?? '';
  const kommt = (zeit: Zeitpunkt, person: PersonId) =>
    run(zeit, { type: 'recordAnwesenheit', person, richtung: 'kommt', vertritt: null, um: zeit });
  const top = (k: string) => d.id(`${name}-top-${k}`);
  const stimmeAb = (zeit: Zeitpunkt, k: string, nein: number, enthaltung: number) => {
    const sitzung = d.b.state<Sitzung>(s);
    const lage = sitzungslage(sitzung, d.b.state<Gremium>(sitzung.gremium));
    const aus = new Set(sitzung.verlauf[top(k)]?.befangen.map((x) => x.person));
    const n = stimmberechtigteUm(lage, zeit).filter((p) => !aus.has(p.person)).length;
    run(zeit, {
      type: 'recordAbstimmung',
      top: top(k),
      id: d.id(`abstimmung-${k}`),
      gegenstand: 'beschluss',
      worueber: '',
      form: 'offen',
      mehrheit: 'einfach',
      rechtsgrundlage: null,
      stimmen: { ja: n - nein - enthaltung, nein, enthaltung, nichtBeteiligt: 0 },
      einzelstimmen: [],
      erlaeuterung: nein > 0 ? `${nein} Gegenstimmen (Fraktion C)` : '',
      um: zeit,
    });
  };
  const akt = (uhrzeit: string, tun: (zeit: Zeitpunkt) => void): Akt => ({ zeit: at(tag, uhrzeit), tun });
  return [
    akt('16:55', (z) => mitglieder.filter((m) => m.person !== spaet).forEach((m) => kommt(z, m.person))),
    akt('17:00', (z) =>
      run(z, { type: 'startSitzung', leitung: vorsitz, schriftfuehrung: d.schriftfuehrung, um: z }),
    ),
    akt('17:12', (z) => kommt(z, spaet)),
    akt('17:15', (z) => run(z, { type: 'openTop', top: top('radweg'), um: z })),
    akt('17:38', (z) => {
      run(z, {
        type: 'setBeschlusstext',
        top: top('radweg'),
        text: asBloecke(
          'Dem Ausbau des Radwegs an der Hafenstraße zwischen Kornkai und Werftbrücke wird in Variante B zugestimmt.\nDie Verwaltung wird beauftragt, die Förderung beim Land zu beantragen und die Baumreihe zu erhalten.',
        ),
        abweichung: 'Variante B und Erhalt der Baumreihe ausdrücklich aufgenommen',
      });
      run(z, {
        type: 'setProtokolltext',
        top: top('radweg'),
        text: asBloecke(
          'Die Verwaltung stellt beide Varianten vor. Aus dem Ausschuss wird nach dem Erhalt der Baumreihe gefragt; sie bleibt in Variante B vollständig bestehen.',
        ),
      });
      stimmeAb(z, 'radweg', 2, 0);
      run(z, { type: 'closeTop', top: top('radweg'), um: z });
    }),
    akt('17:40', (z) => run(z, { type: 'openTop', top: top('gebuehren'), um: z })),
    akt('17:52', (z) => {
      stimmeAb(z, 'gebuehren', 0, 1);
      run(z, { type: 'closeTop', top: top('gebuehren'), um: z });
    }),
    akt('17:53', (z) => {
      run(z, { type: 'openTop', top: top('spielplatz'), um: z });
      run(z, {
        type: 'recordBefangenheit',
        top: top('spielplatz'),
        person: befangen,
        grund: 'Eigentum im Plangebiet',
        verhalten: 'zuhoererraum',
        um: z,
      });
    }),
    akt('18:20', (z) => {
      stimmeAb(z, 'spielplatz', 0, 0);
      run(z, {
        type: 'assignUmsetzung',
        top: top('spielplatz'),
        einheit: d.einheit('FD 61'),
        frist: addDays(tag, 60),
      });
      run(z, { type: 'closeTop', top: top('spielplatz'), um: z });
    }),
    akt('18:32', (z) => run(z, { type: 'endSitzung', um: z })),
    {
      zeit: at(werktagAb(addDays(tag, 1)), '09:20'),
      tun: (z) => run(z, { type: 'closeSitzung' }),
    },
    {
      zeit: at(werktagAb(addDays(tag, 1)), '09:40'),
      tun: (z) =>
        d.b.run(z, d.schriftfuehrung, 'niederschrift', d.id('niederschrift'), {
          type: 'createNiederschrift',
          sitzung: s,
          gremium: d.gremium('BUA'),
          teil: 'oeffentlich',
          nichtoeffentlicheSitzung: null,
        }),
    },
  ];
}
