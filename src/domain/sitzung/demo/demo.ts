import { addDays, instantOf, weekday } from '../../shared/dates.ts';
import type { PersonId, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import { adressaten } from '../../organisation/vertretung.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { findPerson, formatPerson } from '../../organisation/verzeichnis.ts';
import type { StammdatenTabelle } from '../../stammdaten/tabelle.ts';
import { aktuelleSchritte, entscheidungenFor } from '../../umlauf/index.ts';
import { printBekanntmachung, printEinladung } from '../druck/index.ts';
import { isWerktag, letzterLadungstag } from '../gremium/ladungsfrist.ts';
import type { Gremium } from '../gremium/schema.ts';
import { kinds } from '../kinds.ts';
import type { Gremiendatei } from '../muster.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { asBloecke } from '../text/bloecke.ts';
import { stimmberechtigteUm } from '../verlauf/anwesenheit.ts';
import { sitzungslage } from '../sitzung/lage.ts';
import { laufwegFor, umlaufKontext } from '../vorlage/decide.ts';
import { vorlageKind } from '../vorlage/kind.ts';
import type { Vorlage } from '../vorlage/state.ts';
import type { Buehne, Demobefehl, Demodruck } from './buehne.ts';
import { createBuehne } from './buehne.ts';
import { VORLAGEN } from './texte.ts';
import type { Demovorlage } from './texte.ts';

/** What the demo is set in: the sample city with its bodies, and the tables in force. */
export interface Demoquelle {
  readonly gremien: Gremiendatei;
  /** with the people of the bodies */
  readonly verzeichnis: Verzeichnis;
  readonly tabellen: ReadonlyMap<string, StammdatenTabelle>;
}

export interface DemoSitzungen {
  /** in order of time */
  readonly befehle: readonly Demobefehl[];
  readonly drucke: readonly Demodruck[];
}

const at = (tag: Tag, uhrzeit: string): Zeitpunkt => {
  const zeit = instantOf(tag, uhrzeit);
  if (zeit === null) throw new Error(`${uhrzeit} does not exist on ${tag}`);
  return zeit;
};

const werktagVor = (tag: Tag): Tag => (isWerktag(tag) ? tag : werktagVor(addDays(tag, -1)));
const werktagAb = (tag: Tag): Tag => (isWerktag(tag) && weekday(tag) <= 4 ? tag : werktagAb(addDays(tag, 1)));

/** Small repeatable choice; the demo is the same for the same seed. */
function chooser(seed: number): (n: number) => number {
  let x = seed >>> 0 || 1;
  return (n) => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((x / 2 ** 32) * n);
  };
}

interface Akt {
  readonly zeit: Zeitpunkt;
  readonly tun: (zeit: Zeitpunkt) => void;
}

/**
 * A believable stretch of council work around a day: papers in every state, a committee session that has
 * been held with its minutes drafted, a council session invited for the coming days with a non-public item,
 * a committee session being planned, an Antrag, an Anfrage and an urgent decision in draft.
 */
export function demoSitzungen(
  tag: Tag,
  seed: number,
  newId: () => VorgangId,
  quelle: Demoquelle,
): DemoSitzungen {
  const b = createBuehne(kinds, quelle.verzeichnis, quelle.tabellen);
  const d = createWelt(b, quelle, tag, newId, chooser(seed));
  const akte = [...gruendung(d), ...vorlagen(d), ...sitzungen(d), ...eingaenge(d)];
  for (const a of akte.toSorted((x, y) => x.zeit.localeCompare(y.zeit))) a.tun(a.zeit);
  return { befehle: b.befehle, drucke: b.drucke };
}

type Welt = ReturnType<typeof createWelt>;

function createWelt(
  b: Buehne,
  q: Demoquelle,
  tag: Tag,
  newId: () => VorgangId,
  choose: (n: number) => number,
) {
  const v = q.verzeichnis;
  const byRolle = (rolle: string): PersonId => adressaten(v, { rolle }, tag)[0]?.id ?? '';
  const ids = new Map<string, VorgangId>();
  const id = (name: string): VorgangId => {
    const found = ids.get(name) ?? newId();
    ids.set(name, found);
    return found;
  };
  return {
    b,
    q,
    tag,
    id,
    choose,
    jahr: Number(tag.slice(0, 4)),
    ratsbuero: byRolle('ratsbuero'),
    schriftfuehrung: byRolle('schriftfuehrung'),
    buergermeister: byRolle('buergermeister'),
    gremium: (kuerzel: string) => {
      const g = q.gremien.gremien.find((x) => x.kuerzel === kuerzel);
      if (!g) throw new Error(`demo: no body ${kuerzel}`);
      return g.id;
    },
    einheit: (kuerzel: string) => v.einheiten.find((e) => e.kuerzel === kuerzel)?.id ?? kuerzel,
    /** somebody of the unit who does not lead it; else its first person */
    ausEinheit: (kuerzel: string): PersonId => {
      const einheit = v.einheiten.find((e) => e.kuerzel === kuerzel)?.id;
      const leute = v.personen.filter((p) => p.einheit === einheit);
      const ohneLeitung = leute.find((p) => !p.rollen.some((r) => r.rolle.endsWith('leitung')));
      return (ohneLeitung ?? leute[0])?.id ?? '';
    },
    nameOf: (p: PersonId) => {
      const found = findPerson(v, p);
      return found ? formatPerson(found) : p;
    },
  };
}

const rahmenOf = (d: Welt, stand: Zeitpunkt) => ({
  absender: ['Stadt Musterhafen', 'Ratsbüro'],
  stand,
  nameOf: d.nameOf,
});

function gruendung(d: Welt): Akt[] {
  return d.q.gremien.gremien.map((g, i) => ({
    zeit: at(addDays(d.tag, -60), `08:0${i}`),
    tun: (zeit) => {
      const { id, ...angaben } = g;
      d.b.run(zeit, d.ratsbuero, 'gremium', id, { type: 'createGremium', ...angaben });
    },
  }));
}

function vorlagen(d: Welt): Akt[] {
  return VORLAGEN.flatMap((x, i) => vorlage(d, x, i));
}

function vorlage(d: Welt, x: Demovorlage, i: number): Akt[] {
  const id = d.id(x.schluessel);
  const verfasser = d.ausEinheit(x.einheit);
  const beginn = werktagVor(addDays(d.tag, -x.vorTagen));
  const minute = String(10 + i).padStart(2, '0');
  const run = (zeit: Zeitpunkt, wer: PersonId, command: { type: string } & Record<string, unknown>) =>
    d.b.run(zeit, wer, 'vorlage', id, command);
  const akte: Akt[] = [
    {
      zeit: at(beginn, `09:${minute}`),
      tun: (zeit) => {
        run(zeit, verfasser, {
          type: 'createVorlage',
          jahr: d.jahr,
          einheit: d.einheit(x.einheit),
          oeffentlich: x.oeffentlich,
          antrag: null,
          inhalt: {
            betreff: x.betreff,
            beschlussvorschlag: x.beschluss,
            sachverhalt: x.sachverhalt,
            finanzen: x.finanzen,
            anlagen: [],
          },
        });
        run(zeit, verfasser, {
          type: 'setBeratungsfolge',
          stationen: x.gremien.map((k, n) => ({
            id: `${x.schluessel}-${n + 1}`,
            gremium: d.gremium(k),
            rolle:
              x.schluessel === 'kita'
                ? 'kenntnisnahme'
                : n === x.gremien.length - 1
                  ? 'entscheidung'
                  : 'vorberatung',
            massgeblich: n === x.gremien.length - 1,
          })),
        });
      },
    },
  ];
  if (x.stand === 'entwurf') return akte;
  akte.push({ zeit: at(beginn, `11:${minute}`), tun: (zeit) => starte(d, id, verfasser, zeit) });
  const wieviele = x.stand === 'mitzeichnung' ? 1 : 9;
  if (x.stand === 'zurueckgegeben') {
    akte.push({
      zeit: at(werktagAb(addDays(beginn, 1)), `15:${minute}`),
      tun: (zeit) => {
        const schritt = naechster(d, id, verfasser);
        if (schritt)
          run(zeit, schritt.wer, {
            type: 'returnUmlauf',
            ziel: 'initiator',
            grund: 'Die Kosten der Übergangslösung fehlen noch; bitte ergänzen.',
          });
      },
    });
    return akte;
  }
  for (let n = 0; n < wieviele; n++)
    akte.push({
      zeit: at(werktagAb(addDays(beginn, 1 + Math.floor(n / 2))), `${n % 2 ? '14' : '10'}:${minute}`),
      tun: (zeit) => zeichne(d, id, verfasser, zeit),
    });
  if (x.stand === 'freigegeben')
    akte.push({
      zeit: at(werktagAb(addDays(beginn, 7)), `16:${minute}`),
      tun: (zeit) => run(zeit, d.ratsbuero, { type: 'releaseVorlage' }),
    });
  return akte;
}

function starte(d: Welt, id: VorgangId, verfasser: PersonId, zeit: Zeitpunkt): void {
  const probe = { type: 'startMitzeichnung', gezeigt: { fassung: 0, schritte: [] } } as const;
  const facts = d.b.facts(vorlageKind, id, probe, verfasser, zeit);
  const weg = laufwegFor(d.b.state<Vorlage>(id), facts);
  if (!weg.ok) throw new Error(`demo: ${JSON.stringify(weg.error)}`);
  const { laufweg, schritte } = weg.value;
  const gezeigt = { fassung: laufweg.fassung, schritte: schritte.map((s) => s.id) };
  d.b.run(zeit, verfasser, 'vorlage', id, { type: 'startMitzeichnung', gezeigt });
}

/** The next step of the route and somebody who may sign it. */
function naechster(d: Welt, id: VorgangId, verfasser: PersonId) {
  const u = d.b.state<Vorlage>(id).umlauf;
  const schritt = u?.status === 'laeuft' ? aktuelleSchritte(u)[0] : undefined;
  if (!u || !schritt) return null;
  const schon = new Set(u.schritte.flatMap((s) => s.zeichnungen.map((z) => z.person)));
  const wer = adressaten(d.q.verzeichnis, schritt.adressat, d.tag).find(
    (p) => p.id !== verfasser && !schon.has(p.id),
  );
  return wer ? { schritt, wer: wer.id } : null;
}

function zeichne(d: Welt, id: VorgangId, verfasser: PersonId, zeit: Zeitpunkt): void {
  const n = naechster(d, id, verfasser);
  if (!n) return;
  d.b.run(zeit, n.wer, 'vorlage', id, {
    type: 'signSchritt',
    schritt: n.schritt.id,
    entscheidung: entscheidungenFor(n.schritt.art)[0]?.code ?? '',
    dokumente: umlaufKontext(d.b.state<Vorlage>(id)).dokumente.map((x) => ({
      dokument: x.dokument,
      version: x.version,
      sha256: x.sha256,
    })),
    signatur: { art: 'ohne' },
  });
}

function sitzungen(d: Welt): Akt[] {
  const gehalten = werktagVor(addDays(d.tag, -6));
  const naechste = werktagAb(addDays(d.tag, 4));
  const spaeter = werktagAb(addDays(d.tag, 24));
  return [
    ...planung(d, 'bua', 'BUA', gehalten, '9. Sitzung', 'Rathaus, Raum 211'),
    ...tagesordnung(d, 'bua', gehalten, ['radweg', 'gebuehren', 'spielplatz'], []),
    ...versand(d, 'bua', gehalten),
    ...durchfuehrung(d, 'bua', gehalten),
    ...planung(d, 'rat', 'Rat', naechste, '7. Sitzung', 'Rathaus, Ratssaal'),
    ...tagesordnung(d, 'rat', naechste, ['kita', 'radweg', 'gebuehren'], ['grundstueck']),
    ...versand(d, 'rat', naechste),
    ...planung(d, 'hfa', 'HFA', spaeter, '5. Sitzung', 'Rathaus, Ratssaal'),
  ];
}

function planung(d: Welt, name: string, kuerzel: string, tag: Tag, titel: string, ort: string): Akt[] {
  const angelegt = werktagVor(addDays(d.tag < tag ? d.tag : tag, -28));
  return [
    {
      zeit: at(angelegt, '08:30'),
      tun: (zeit) =>
        d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
          type: 'createSitzung',
          gremium: d.gremium(kuerzel),
          nichtoeffentlicheSitzung: d.id(`${name}-n`),
          titel,
          beginn: at(tag, '17:00'),
          ort,
          form: 'praesenz',
          wiederholungVon: null,
          standardTops: [
            'Eröffnung und Feststellung der ordnungsgemäßen Ladung',
            'Niederschrift der letzten Sitzung',
            'Mitteilungen der Verwaltung',
          ].map((t) => ({ id: d.id(`${name}-${t}`), titel: t })),
        }),
    },
  ];
}

/** Papers come onto the agenda a day before the invitation; those still with their committee later. */
function tagesordnung(
  d: Welt,
  name: string,
  tag: Tag,
  oeffentlich: readonly string[],
  nichtoeffentlich: readonly string[],
): Akt[] {
  return [
    {
      zeit: at(werktagVor(addDays(tag, name === 'rat' ? -11 : -14)), '09:30'),
      tun: (zeit) => {
        const anfragen = d.id(`${name}-Mitteilungen der Verwaltung`);
        for (const k of oeffentlich) {
          const v = d.b.state<Vorlage>(d.id(k));
          d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
            type: 'addTop',
            id: d.id(`${name}-top-${k}`),
            topArt: 'vorlage',
            titel: VORLAGEN.find((x) => x.schluessel === k)?.betreff ?? k,
            bezug: d.id(k),
            beratung:
              v.beratungsfolge.find((x) => x.gremium === d.b.state<Sitzung>(d.id(name)).gremium)?.id ?? null,
            vor: anfragen,
            nachtragGrund: null,
            erweiterung: null,
          });
        }
        for (const k of nichtoeffentlich)
          d.b.run(zeit, d.ratsbuero, 'sitzung_nichtoeffentlich', d.id(`${name}-n`), {
            type: 'addNichtoeffentlichenTop',
            id: d.id(`${name}-top-${k}`),
            topArt: 'vorlage',
            titel: VORLAGEN.find((x) => x.schluessel === k)?.betreff ?? k,
            neutralerTitel: 'Grundstücksangelegenheit',
            bezug: d.id(k),
            beratung: null,
            begriffe: ['Muster Werft', 'Flurstück 113'],
            vor: null,
            nachtragGrund: null,
            erweiterung: null,
          });
      },
    },
  ];
}

function versand(d: Welt, name: 'bua' | 'rat', tag: Tag): Akt[] {
  const kuerzel = name === 'bua' ? 'BUA' : 'Rat';
  // the bodies are founded before anything else, but this plan is made before they are: read the file
  const datei = d.q.gremien.gremien.find((g) => g.kuerzel === kuerzel);
  if (!datei) return [];
  const letzter = letzterLadungstag(at(tag, '17:00'), datei.regeln.ladung).letzterTag;
  const heraus = werktagVor(letzter);
  return [
    {
      zeit: at(heraus, '14:00'),
      tun: (zeit) => {
        const s = d.b.state<Sitzung>(d.id(name));
        const gremium = d.b.state<Gremium>(s.gremium);
        const rahmen = rahmenOf(d, zeit);
        // the dispatched file is readable by everyone; members get the real titles with the full package
        const einladung = printEinladung(
          s,
          gremium,
          { nichtoeffentlich: null, verkuerzungGrund: null },
          rahmen,
        );
        const dokument = d.b.print(zeit, `Einladung ${kuerzel} ${tag}.pdf`, einladung);
        d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
          type: 'sendEinladung',
          dokument,
          versand: gremium.mitglieder.map((m, i) => ({
            person: m.person,
            weg: i % 9 === 4 ? 'post' : 'portal',
          })),
          verkuerzungGrund: null,
        });
      },
    },
    {
      zeit: at(heraus, '15:30'),
      tun: (zeit) => {
        const s = d.b.state<Sitzung>(d.id(name));
        const druck = printBekanntmachung(s, rahmenOf(d, zeit));
        d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
          type: 'publishBekanntmachung',
          dokument: d.b.print(zeit, `Bekanntmachung ${kuerzel} ${tag}.pdf`, druck),
          wo: 'Internetseite der Stadt und Aushang am Rathaus',
        });
        // the council's letters have not all been confirmed yet
        const offen = name === 'rat' ? 4 : 0;
        for (const z of s.zustellungen.slice(0, s.zustellungen.length - offen))
          d.b.run(zeit, d.ratsbuero, 'sitzung', d.id(name), {
            type: 'recordZustellung',
            person: z.person,
            weg: z.weg,
            um: zeit,
            nachweis: z.weg === 'portal' ? 'Lesebestätigung des Portals' : 'Einlieferungsbeleg',
            dokument: null,
          });
      },
    },
  ];
}

/** The committee met: two came late, one left early, one was biased; two resolutions and one adjournment. */
function durchfuehrung(d: Welt, name: string, tag: Tag): Akt[] {
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

function eingaenge(d: Welt): Akt[] {
  const antrag = (
    name: string,
    vorTagen: number,
    antragArt: 'antrag' | 'anfrage',
    betreff: string,
    text: string,
    steller: string,
  ): Akt => {
    const tag = werktagVor(addDays(d.tag, -vorTagen));
    return {
      zeit: at(tag, '10:45'),
      tun: (zeit) =>
        d.b.run(zeit, d.ratsbuero, 'antrag', d.id(name), {
          type: 'createAntrag',
          jahr: d.jahr,
          antragArt,
          betreff,
          text: asBloecke(text),
          anlagen: [],
          oeffentlich: true,
          steller,
          personen: [],
          eingegangenAm: tag,
          gremium: d.gremium('HFA'),
        }),
    };
  };
  return [
    antrag(
      'tempo30',
      9,
      'antrag',
      'Tempo 30 vor allen Schulen',
      'Die Verwaltung wird beauftragt, vor allen Schulen Tempo 30 anzuordnen.',
      'Fraktion B',
    ),
    {
      zeit: at(werktagVor(addDays(d.tag, -5)), '11:00'),
      tun: (zeit) => d.b.run(zeit, d.ratsbuero, 'antrag', d.id('tempo30'), { type: 'admitAntrag' }),
    },
    antrag(
      'baeume',
      2,
      'anfrage',
      'Ersatzpflanzungen nach den Sturmschäden',
      'Wie viele Bäume sind seit dem Frühjahr ersetzt worden, und wo?',
      'Fraktion C',
    ),
    {
      zeit: at(werktagVor(addDays(d.tag, -1)), '15:45'),
      tun: (zeit) =>
        d.b.run(zeit, d.ratsbuero, 'dringlichkeitsentscheidung', d.id('notdach'), {
          type: 'createDringlichkeitsentscheidung',
          jahr: d.jahr,
          gremium: d.gremium('Rat'),
          anstelle: 'rat',
          betreff: 'Auftrag für ein Notdach der Turnhalle Grundschule Am Wall',
          oeffentlich: true,
          beschluss: asBloecke('Der Auftrag für das Notdach wird erteilt.'),
          dringlichkeit: 'Nach dem Starkregen dringt Wasser in die Elektroverteilung ein.',
          hauptausschussGrund: 'Die Ladungsfrist des Hauptausschusses hätte den Schaden vergrößert.',
        }),
    },
  ];
}
