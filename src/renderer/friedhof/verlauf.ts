import { grabartText, unterlageText } from '../../domain/bestattung/begriffe.ts';
import type { AuftragEvent } from '../../domain/bestattung/auftrag/schema.ts';
import { schrittText, torText } from '../../domain/bestattung/auftrag/schema.ts';
import type { BestattungEvent } from '../../domain/bestattung/bestattung/schema.ts';
import { assertNever } from '../../domain/shared/result.ts';
import { findPerson, formatPerson, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import type { VerlaufText } from '../faecher.ts';
import { tagLang, zeitLang } from '../kit/format.ts';

interface Satz {
  readonly text: string;
  readonly zusatz?: string;
}

/** One event of a burial or its work order in words for the history. */
export const verlauf: VerlaufText = (entry, v) => describe(entry.event as BestattungEvent | AuftragEvent, v);

const mit = (text: string, zusatz: string | null | undefined): Satz => (zusatz ? { text, zusatz } : { text });

function describe(e: BestattungEvent | AuftragEvent, v: Verzeichnis | null): Satz {
  const name = (id: string): string => {
    const p = v && findPerson(v, id);
    return p ? formatPerson(p) : 'zweite Person';
  };
  switch (e.type) {
    case 'BestattungAngelegt':
      return mit(
        e.nummer ? `Bestattung ${e.nummer} angelegt` : 'Bestattung angelegt, Nummer folgt',
        e.keinDoppelfall && `Kein Doppelfall: ${e.keinDoppelfall}`,
      );
    case 'AngabenGeaendert':
      return { text: e.fassung === null ? 'Angaben geändert' : `Angaben geändert, Fassung ${e.fassung}` };
    case 'TerminAngefragt':
      return { text: e.plan ? `Termin angefragt: ${zeitLang(e.plan.beginn)}` : 'Termin angefragt' };
    case 'GrabZugeordnet':
      return {
        text:
          e.grab === null
            ? 'Grab wieder offen'
            : `Grab ${e.grab} zugeordnet${e.grabart ? ` (${grabartText[e.grabart]})` : ''}`,
      };
    case 'UnterlageErfasst':
      return { text: `${unterlageText[e.unterlage]} liegt vor (${tagLang(e.am)})` };
    case 'UnterlageEntfernt':
      return mit(`${unterlageText[e.unterlage]} entfernt`, e.grund);
    case 'GenehmigungErfasst':
      return mit(
        e.genehmigung.art === 'fruehbestattung'
          ? 'Frühe Bestattung genehmigt'
          : `Frist verlängert${e.genehmigung.bis ? ` bis ${tagLang(e.genehmigung.bis)}` : ''}`,
        `${e.genehmigung.behoerde}, ${e.genehmigung.aktenzeichen}`,
      );
    case 'TerminVorgemerkt':
      return mit(`Vorgemerkt: ${zeitLang(e.plan.beginn)}`, `gilt bis ${zeitLang(e.bis)}`);
    case 'VormerkungVerfallen':
      return { text: 'Vormerkung abgelaufen, Mittel wieder frei' };
    case 'TerminFreigegeben':
      return { text: `Freigegeben, Fassung ${e.fassung}: ${zeitLang(e.plan.beginn)}` };
    case 'AnfrageAbgelehnt':
      return mit('Abgelehnt', e.grund);
    case 'BestattungStorniert':
      return mit('Storniert', e.grund);
    case 'TerminVerlegt':
      return mit(
        e.neu ? `Verlegt auf ${zeitLang(e.neu.plan.beginn)}` : 'Termin aufgehoben, neuer offen',
        e.grund,
      );
    case 'AnrufErfasst':
      return { text: `Fassung ${e.fassung} telefonisch mitgeteilt: ${e.mit}` };
    case 'BlattAufbewahrt':
      return {
        text: `${e.blatt === 'bestaetigung' ? 'Bestätigung' : 'Arbeitsauftrag'} zu Fassung ${e.fassung} aufbewahrt`,
      };
    case 'AuftragsstandUebernommen':
      return mit(
        e.gestoppt
          ? 'Kolonne: Arbeit gestoppt'
          : `Kolonne: ${{ offen: e.quittung ? `Fassung ${e.quittung.fassung} quittiert` : 'offen', vorbereitet: 'Grab vorbereitet', geprueft: 'Grab geprüft', durchgefuehrt: 'durchgeführt' }[e.stand]}`,
        e.klaerung.join('; '),
      );
    case 'BestattungAbgeschlossen':
      return mit(
        `Abgeschlossen: Grab ${e.abschluss.grab}, Ruhefrist bis ${tagLang(e.abschluss.eintrag.ruhefristBis)}`,
        e.abschluss.klaerung,
      );
    case 'AuftragErteilt':
      return { text: `Auftrag erteilt, Fassung ${e.fassung}` };
    case 'AuftragZurueckgezogen':
      return mit(`Auftrag ${e.anlass}`, e.grund);
    case 'AuftragAbgeschlossen':
      return { text: 'Auftrag abgeschlossen' };
    case 'AuftragQuittiert':
      return { text: `Fassung ${e.fassung} zur Kenntnis genommen` };
    case 'SchrittGemeldet':
      return mit(schrittText[e.schritt], e.bemerkung);
    case 'GrabpruefungGemeldet':
      return mit(
        `${torText[e.tor]}: ${e.stimmt ? 'stimmt' : `FALSCH, erwartet ${e.erwartet.grab}, erfasst ${e.erfasst.grab}`}`,
        e.zweitePerson ? `mit ${name(e.zweitePerson.person)}` : 'ohne zweite Person',
      );
    case 'AbweichungGemeldet':
      return mit(e.arbeitGestoppt ? 'Abweichung, Arbeit gestoppt' : 'Abweichung', e.text);
    case 'NichtDurchfuehrungGemeldet':
      return mit('Nicht durchgeführt', e.grund);
    case 'StoppAufgehoben':
      return mit('Weiterarbeit freigegeben', e.grund);
    case 'KlaerungErledigt':
      return mit('Widerspruch geklärt', e.grund);
    default:
      return assertNever(e);
  }
}
