import { addDays } from '../../shared/dates.ts';
import type { PersonId, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import { adressaten } from '../../organisation/vertretung.ts';
import { aktuelleSchritte, entscheidungenFor } from '../../umlauf/index.ts';
import { asBloecke } from '../text/bloecke.ts';
import { laufwegFor, umlaufKontext } from '../vorlage/decide.ts';
import { vorlageKind } from '../vorlage/kind.ts';
import type { Vorlage } from '../vorlage/state.ts';
import { VORLAGEN } from './texte.ts';
import type { Demovorlage } from './texte.ts';
import { at, werktagAb, werktagVor } from './welt.ts';
import type { Akt, Welt } from './welt.ts';

export function gruendung(d: Welt): Akt[] {
  return d.q.gremien.gremien.map((g, i) => ({
    zeit: at(addDays(d.tag, -60), `08:0${i}`),
    tun: (zeit) => {
      const { id, ...angaben } = g;
      d.b.run(zeit, d.ratsbuero, 'gremium', id, { type: 'createGremium', ...angaben });
    },
  }));
}

export function vorlagen(d: Welt): Akt[] {
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

export function eingaenge(d: Welt): Akt[] {
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
