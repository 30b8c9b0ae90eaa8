import type { LaufzettelEvent } from '../../domain/beschaffung/schema.ts';
import { PHASEN_NAMEN } from '../../domain/beschaffung/vermerk.ts';
import type { Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { assertNever } from '../../domain/shared/result.ts';
import { describeAdressat, nameOf } from '../../domain/umlauf/index.ts';
import type { VerlaufText } from '../faecher.ts';
import { tagLang } from '../kit/format.ts';
import { DOKUMENTART } from './texte.ts';

interface Satz {
  readonly text: string;
  readonly zusatz?: string;
}

/** One event of a slip in words for the history. */
export const verlauf: VerlaufText = (entry, v) =>
  describe(entry.event as LaufzettelEvent, v, entry.zeit.slice(0, 10));

function describe(e: LaufzettelEvent, v: Verzeichnis | null, tag: string): Satz {
  switch (e.type) {
    case 'LaufzettelAngelegt':
      return { text: e.nummer ? `Laufzettel ${e.nummer} angelegt` : 'Laufzettel angelegt, Nummer folgt' };
    case 'LaufzettelGeaendert':
      return { text: 'Angaben geändert' };
    case 'DokumentHinzugefuegt':
      return { text: `${DOKUMENTART[e.art]} hinzugefügt: ${e.dateiname}` };
    case 'DokumentErsetzt':
      return { text: `${e.dateiname}: Fassung ${e.version}`, ...(e.grund ? { zusatz: e.grund } : {}) };
    case 'DokumentAufgewertet':
      return { text: 'Unterschriften hochgestuft: Zeitstempel und Prüfdaten ergänzt' };
    case 'DokumentEntfernt':
      return { text: 'Dokument entfernt', ...(e.grund ? { zusatz: e.grund } : {}) };
    case 'VermerkPunktGesetzt':
      return { text: `Vermerk Nr. ${e.nummer} beantwortet` };
    case 'HinweisBestaetigt':
      return { text: `Hinweis begründet: ${e.text}`, zusatz: e.begruendung };
    case 'TeilBegonnen':
      return { text: `Teil „${PHASEN_NAMEN[e.phase]}“ begonnen` };
    case 'LaufzettelAbgeschlossen':
      return {
        text: `Zu den Akten genommen, ${e.aufbewahrenBis === null ? 'dauernd aufzubewahren' : `aufzubewahren bis ${tagLang(e.aufbewahrenBis)}`}`,
      };
    case 'LaufzettelZurueckgezogen':
      return { text: 'Laufzettel zurückgezogen', zusatz: e.grund };
    case 'UmlaufBegonnen':
      return { text: `In den Umlauf gegeben, ${e.schritte.length} Schritte` };
    case 'SchritteAktiviert':
      return { text: 'Weitergeleitet' };
    case 'SchrittGezeichnet':
      return {
        text: `${e.name}${e.wie === 'selbst' ? '' : ` ${e.wie} ${e.fuerName}`}: ${e.entscheidungText}`,
        ...(e.bemerkung ? { zusatz: `„${e.bemerkung}“` } : {}),
      };
    case 'SchrittUebersprungen':
      return { text: 'Schritt übersprungen', zusatz: e.grund };
    case 'SchrittHinzugefuegt':
      return {
        text: `Schritt hinzugefügt: ${e.schritt.bezeichnung}`,
        ...(e.schritt.adHoc ? { zusatz: e.schritt.adHoc.grund } : {}),
      };
    case 'SchrittUmadressiert':
      return { text: `Zuständig ist jetzt ${describeAdressat(v, e.adressat, tag)}`, zusatz: e.grund };
    case 'SchrittErinnert':
      return { text: 'Erinnerung gesendet', ...(e.text ? { zusatz: e.text } : {}) };
    case 'ErklaerungAbgegeben':
      return e.ergebnis === 'keine'
        ? { text: `${e.name} erklärt: kein Interessenkonflikt` }
        : { text: `${e.name} erklärt einen Interessenkonflikt`, zusatz: e.text };
    case 'RueckfrageGestellt':
      return { text: `Rückfrage an ${describeAdressat(v, e.an, tag)}`, zusatz: `„${e.text}“` };
    case 'RueckfrageBeantwortet':
      return { text: `Antwort von ${nameOf(v, e.von)}`, zusatz: `„${e.text}“` };
    case 'UmlaufAngehalten':
      return { text: 'Umlauf angehalten' };
    case 'UmlaufZurueckgegeben':
      return { text: `Zurückgegeben von ${e.name}`, zusatz: e.grund };
    case 'UmlaufAbgeschlossen':
      return { text: 'Alle Schritte erledigt' };
    case 'UmlaufZurueckgezogen':
      return { text: 'Umlauf zurückgezogen', zusatz: e.grund };
    default:
      return assertNever(e);
  }
}
