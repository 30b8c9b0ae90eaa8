import { addMinutes, formatTag, formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import type { Adressat, Aufgabe, Projection, StatusStufe } from '../../shared/vorgang.ts';
import { BUERGERMEISTER, SCHRIFTFUEHRUNG, SITZUNGSDIENST } from '../rollen.ts';
import { plainText } from '../text/bloecke.ts';
import { verlaufOf } from '../verlauf/state.ts';
import type { Sitzung, Sitzungsphase } from './state.ts';
import { topText } from './tagesordnung.ts';

const STATUS: Readonly<Record<Sitzungsphase, { text: string; stufe: StatusStufe }>> = {
  planung: { text: 'in Planung', stufe: 'entwurf' },
  eingeladen: { text: 'eingeladen', stufe: 'wartet' },
  laufend: { text: 'läuft', stufe: 'laeuft' },
  beendet: { text: 'beendet, Protokoll offen', stufe: 'warnung' },
  abgeschlossen: { text: 'abgeschlossen', stufe: 'gut' },
  abgesagt: { text: 'abgesagt', stufe: 'ruht' },
};

const RATSBUERO: Adressat = { rolle: SITZUNGSDIENST };

/** What waits for the council office (and the Schriftführer) at this point. */
function aufgaben(s: Sitzung): Aufgabe[] {
  const tag = tagOf(s.beginn);
  const task = (id: string, text: string, faellig: string | null, seit: string): Aufgabe => ({
    id,
    fuer: RATSBUERO,
    art: 'bearbeiten',
    text,
    faellig,
    seit,
  });
  switch (s.phase) {
    case 'planung':
      return [task('einladung', 'Einladung versenden', s.letzterLadungstag, s.beginn)];
    case 'eingeladen': {
      const seit = s.einladung?.versandtAm ?? s.beginn;
      const out: Aufgabe[] = [];
      if (!s.bekanntmachung) out.push(task('bekanntmachung', 'Sitzung öffentlich bekannt machen', tag, seit));
      if (s.nachtragOffen) out.push(task('nachtrag', 'Nachtrag versenden', s.letzterLadungstag, seit));
      const offen = s.zustellungen.filter((z) => !z.zugestellt).length;
      if (offen > 0) out.push(task('zustellung', `Zustellung nachweisen (${offen} offen)`, tag, seit));
      return out;
    }
    case 'laufend':
      return [];
    case 'beendet':
      return [
        {
          id: 'protokoll',
          fuer: s.schriftfuehrung ? { person: s.schriftfuehrung } : RATSBUERO,
          art: 'bearbeiten',
          text: 'Protokoll abschließen',
          faellig: null,
          seit: s.beendetUm ?? s.beginn,
        },
      ];
    case 'abgeschlossen':
    case 'abgesagt':
      return [];
  }
}

/** Whoever is to carry out a resolution has it among the tasks until it is reported as done. */
function umsetzungen(s: Sitzung): readonly Aufgabe[] {
  return s.tagesordnung.flatMap((t): Aufgabe[] => {
    const u = verlaufOf(s.verlauf, t.id).umsetzung;
    if (!u?.einheit || u.stand === 'erledigt') return [];
    return [
      {
        id: `umsetzung:${t.id}`,
        fuer: { einheit: u.einheit },
        art: 'bearbeiten',
        text: `Beschluss umsetzen: ${topText(s.tagesordnung, t.id)}`,
        faellig: u.frist,
        seit: s.beendetUm ?? s.beginn,
      },
    ];
  });
}

/** The public part only; what is behind a neutral title has a projection of its own. */
export function projectSitzung(s: Sitzung): Projection {
  const intern = [`rolle:${SITZUNGSDIENST}`, `rolle:${SCHRIFTFUEHRUNG}`, `rolle:${BUERGERMEISTER}`];
  const status = STATUS[s.phase];
  const texte = Object.values(s.verlauf).map((v) => plainText(v.protokolltext));
  return {
    nummer: null,
    titel: `${s.gremiumName}, ${formatTag(tagOf(s.beginn))}`,
    untertitel: `${s.titel} · ${formatZeitpunkt(s.beginn)} · ${s.ort}`,
    status: { code: s.phase, ...status },
    faellig: s.phase === 'planung' ? s.letzterLadungstag : tagOf(s.beginn),
    aufgaben: [...aufgaben(s), ...umsetzungen(s)],
    termine:
      s.phase === 'abgesagt'
        ? []
        : [
            {
              beginn: s.beginn,
              ende: s.beendetUm ?? addMinutes(s.beginn, 180),
              text: s.gremiumName,
              ort: s.ort,
              status,
              fuer: s.zustellungen.map((z) => ({ person: z.person })),
            },
          ],
    suchtext: [
      s.gremiumName,
      s.titel,
      s.ort,
      ...s.tagesordnung.map((t) => `${t.titel} ${t.bezugNummer ?? ''}`),
      ...texte,
    ].join(' '),
    lesbar: s.phase === 'planung' ? intern : ['alle'],
    abgeschlossen: s.phase === 'abgeschlossen' || s.phase === 'abgesagt',
    felder: {
      gremium: s.gremiumName,
      datum: tagOf(s.beginn),
      ort: s.ort,
      punkte: s.tagesordnung.length,
      ladungsfrist: s.letzterLadungstag,
    },
    merkmale: [`gremium:${s.gremium}`, `tag:${tagOf(s.beginn)}`],
  };
}
