import { formatTag, formatZeitpunkt, tagOf, uhrzeitOf } from '../../shared/dates.ts';
import type { PersonId } from '../../shared/vorgang.ts';
import type { Gremium } from '../gremium/schema.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import type { Sitzung, Top } from '../sitzung/state.ts';
import { nummern, teilOf } from '../sitzung/tagesordnung.ts';
import { sitzungslage } from '../sitzung/lage.ts';
import type { Bloecke } from '../text/bloecke.ts';
import { beschlussfaehigkeitUm } from '../verlauf/anwesenheit.ts';
import type { PunktVerlauf } from '../verlauf/state.ts';
import { verlaufOf } from '../verlauf/state.ts';
import { anwesenheitsliste } from './anwesenheit.ts';
import type { Niederschriftinhalt, NiederschriftPunkt } from './state.ts';

export interface Entwurfsquelle {
  readonly sitzung: Sitzung;
  readonly gremium: Gremium;
  /** only for the non-public minutes */
  readonly nichtoeffentlich: NichtoeffentlicheSitzung | null;
  readonly nameOf: (person: PersonId) => string;
}

/**
 * Minutes drafted from the record of the session: who was there, what was put to the vote, how it came
 * out. Public minutes are made from the public session alone; nothing of the other part can get in.
 */
export function draftNiederschrift(q: Entwurfsquelle): Niederschriftinhalt {
  const { sitzung, nameOf } = q;
  const n = nummern(sitzung.tagesordnung);
  const punkte = q.nichtoeffentlich
    ? q.nichtoeffentlich.punkte
        .toSorted((a, b) => position(sitzung, a.id) - position(sitzung, b.id))
        .map((p) =>
          punkt(
            p,
            n[p.id] ?? '',
            verlaufOf(q.nichtoeffentlich?.verlauf ?? {}, p.id),
            herkunft(sitzung, p.id),
            nameOf,
          ),
        )
    : teilOf(sitzung.tagesordnung, 'oeffentlich').map((t) =>
        punkt(t, n[t.id] ?? '', verlaufOf(sitzung.verlauf, t.id), herkunft(sitzung, t.id), nameOf),
      );
  return { ...kopf(q), punkte, schlussbemerkung: '' };
}

const position = (s: Sitzung, id: string) => s.tagesordnung.findIndex((t) => t.id === id);

function herkunft(s: Sitzung, id: string): string {
  const t = s.tagesordnung.find((x) => x.id === id);
  if (t?.erweiterung)
    return `Aufgenommen wegen äußerster Dringlichkeit (§ 48 Abs. 1 GO NRW): ${t.erweiterung.grund}; ${t.erweiterung.rechnung.text}`;
  return t?.nachtragGrund ? `Nachtrag: ${t.nachtragGrund}` : '';
}

function kopf(q: Entwurfsquelle): Omit<Niederschriftinhalt, 'punkte' | 'schlussbemerkung'> {
  const { sitzung, gremium, nameOf } = q;
  const lage = sitzungslage(sitzung, gremium);
  const eroeffnet = sitzung.eroeffnetUm ?? sitzung.beginn;
  const b = beschlussfaehigkeitUm(lage, eroeffnet);
  return {
    gremium: sitzung.gremiumName,
    beginn: formatZeitpunkt(eroeffnet),
    ende: sitzung.beendetUm ? formatZeitpunkt(sitzung.beendetUm) : '',
    ort: sitzung.ort,
    leitung: sitzung.leitung ? nameOf(sitzung.leitung) : '',
    schriftfuehrung: sitzung.schriftfuehrung ? nameOf(sitzung.schriftfuehrung) : '',
    ...anwesenheitsliste(sitzung, gremium, nameOf),
    ladung: sitzung.einladung
      ? `Eingeladen am ${formatTag(tagOf(sitzung.einladung.versandtAm))} (${sitzung.einladung.norm})` +
        (sitzung.einladung.verkuerzungGrund
          ? `; Frist verkürzt: ${sitzung.einladung.verkuerzungGrund}`
          : '; frist- und formgerecht')
      : '',
    beschlussfaehigkeit: [
      `Bei Eröffnung ${b.anwesend} stimmberechtigte Mitglieder anwesend, erforderlich ${b.erforderlich}.`,
      ...sitzung.feststellungen.map(
        (f) =>
          `${uhrzeitOf(f.um)} Uhr: ${f.ergebnis === 'beschlussfaehig' ? 'Beschlussfähigkeit' : 'Beschlussunfähigkeit'} festgestellt. ${f.grund}`,
      ),
      ...sitzung.abgelehnteErweiterungen.map(
        (e) =>
          `${uhrzeitOf(e.um)} Uhr: Erweiterung der Tagesordnung um „${e.titel}“ wegen äußerster Dringlichkeit (${e.grund}) ${e.rechnung.text}.`,
      ),
    ],
  };
}

function punkt(
  t: Pick<Top, 'id' | 'titel' | 'bezugNummer' | 'beschlussvorschlag'>,
  nummer: string,
  v: PunktVerlauf,
  herkunftText: string,
  nameOf: (p: PersonId) => string,
): NiederschriftPunkt {
  const abgestimmt = v.ausgang.art === 'angenommen' || v.ausgang.art === 'abgelehnt';
  const beschluss: Bloecke = abgestimmt ? (v.beschlusstext ?? t.beschlussvorschlag) : [];
  return {
    top: t.id,
    nummer,
    titel: t.titel,
    bezugNummer: t.bezugNummer,
    herkunft: herkunftText,
    befangen: v.befangen.map(
      (b) =>
        `${nameOf(b.person)} (§ 31 GO NRW, ${b.verhalten === 'raumVerlassen' ? 'hat den Raum verlassen' : 'im Zuhörerbereich'})`,
    ),
    tischvorlagen: v.tischvorlagen.map((x) => x.bezeichnung),
    protokoll: v.protokolltext,
    beschluss,
    abweichung: v.abweichung,
    abstimmungen: v.abstimmungen
      .filter((a) => a.zurueckgenommen === null)
      .map((a) => {
        const was = a.gegenstand === 'beschluss' ? '' : `${a.worueber || 'Antrag'}: `;
        const form = a.form === 'geheim' ? 'geheim, ' : a.form === 'namentlich' ? 'namentlich, ' : '';
        return `${was}${form}${a.rechnung.text}${a.erlaeuterung ? ` (${a.erlaeuterung})` : ''}`;
      }),
    ausgang: ausgangText(v),
  };
}

function ausgangText(v: PunktVerlauf): string {
  switch (v.ausgang.art) {
    case 'offen':
      return '';
    case 'angenommen':
      return 'beschlossen';
    case 'abgelehnt':
      return 'abgelehnt';
    case 'zurKenntnis':
      return 'zur Kenntnis genommen';
    case 'abgesetzt':
      return `abgesetzt: ${v.ausgang.grund}`;
    case 'vertagt':
      return `vertagt${v.ausgang.bis ? ` bis ${formatTag(v.ausgang.bis)}` : ''}: ${v.ausgang.grund}`;
  }
}
