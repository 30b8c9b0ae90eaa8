import type { Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import type { VerlaufText } from '../faecher.ts';
import { personName } from './daten.ts';

/** Events of this Fach in words; what has more to say is described below. */
const SATZ: Readonly<Record<string, string>> = {
  AufbewahrungFestgesetzt: 'Aufbewahrungsfrist festgesetzt',
  VorlageAngelegt: 'Vorlage angelegt',
  FassungGespeichert: 'Neue Fassung gespeichert',
  OeffentlichkeitGesetzt: 'Beratungsart geändert',
  BeratungsfolgeGesetzt: 'Beratungsfolge festgelegt',
  VorlageZurueckgegeben: 'Vorlage zurückgegeben',
  VorlageFreigegeben: 'Vorlage freigegeben',
  VorlageZurueckgezogen: 'Vorlage zurückgezogen',
  NummerVergeben: 'Nummer vergeben',
  NichtoeffentlicheAnlageVerzeichnet: 'Nichtöffentliche Anlage hinzugefügt',
  NichtoeffentlicheAnlageAngelegt: 'Nichtöffentliche Anlage angelegt',
  NichtoeffentlicheAnlageEntfernt: 'Nichtöffentliche Anlage entfernt',
  BeratungTerminiert: 'Auf eine Tagesordnung gesetzt',
  TerminierungZurueckgenommen: 'Von der Tagesordnung genommen',
  BeratungsergebnisErfasst: 'Beratungsergebnis',
  EinsichtGewaehrt: 'Einsicht für die Mitglieder gegeben',
  AntragEingegangen: 'Eingegangen',
  AntragZugelassen: 'Zugelassen',
  AntragZurueckgewiesen: 'Zurückgewiesen',
  AntragZurueckgezogen: 'Zurückgezogen',
  AntragBeantwortet: 'Beantwortet',
  VorlageVerknuepft: 'Vorlage dazu angelegt',
  GremiumAngelegt: 'Gremium angelegt',
  GremiumUmbenannt: 'Gremium umbenannt',
  GremiumRegelnGesetzt: 'Regeln gesetzt',
  GremiumMitgliedAufgenommen: 'Mitglied aufgenommen',
  GremiumMitgliedschaftBeendet: 'Mitgliedschaft beendet',
  GremiumAufgeloest: 'Gremium aufgelöst',
  SitzungAngelegt: 'Sitzung angelegt',
  SitzungGeaendert: 'Termin geändert',
  SitzungAbgesagt: 'Sitzung abgesagt',
  TopHinzugefuegt: 'Punkt aufgenommen',
  ErweiterungAbgelehnt: 'Erweiterung der Tagesordnung abgelehnt',
  TopUmbenannt: 'Punkt umbenannt',
  TopVerschoben: 'Punkt verschoben',
  TopEntfernt: 'Punkt entfernt',
  EinladungVersandt: 'Einladung versandt',
  ZustellungErfasst: 'Zustellung nachgewiesen',
  NachtragVersandt: 'Nachtrag versandt',
  BekanntmachungVeroeffentlicht: 'Öffentlich bekannt gemacht',
  PaketFreigegeben: 'Öffentliches Paket freigegeben',
  SitzungEroeffnet: 'Sitzung eröffnet',
  AnwesenheitErfasst: 'Anwesenheit',
  AnwesenheitBerichtigt: 'Anwesenheit berichtigt',
  BeschlussfaehigkeitFestgestellt: 'Beschlussfähigkeit festgestellt',
  SitzungBeendet: 'Sitzung beendet',
  SitzungAbgeschlossen: 'Protokoll abgeschlossen',
  TopAufgerufen: 'Punkt aufgerufen',
  TopGeschlossen: 'Punkt geschlossen',
  BefangenheitErfasst: 'Befangenheit festgehalten',
  BefangenheitZurueckgenommen: 'Befangenheit zurückgenommen',
  TischvorlageErfasst: 'Tischvorlage aufgenommen',
  TopAbgesetzt: 'Punkt abgesetzt',
  TopVertagt: 'Punkt vertagt',
  BeschlusstextGesetzt: 'Beschlusstext geändert',
  AbstimmungErfasst: 'Abstimmung',
  AbstimmungZurueckgenommen: 'Abstimmung zurückgenommen',
  KenntnisnahmeErfasst: 'Zur Kenntnis genommen',
  ProtokolltextGesetzt: 'Protokoll geschrieben',
  UmsetzungZugewiesen: 'Umsetzung zugewiesen',
  UmsetzungGemeldet: 'Umsetzung gemeldet',
  NiederschriftEntworfen: 'Entworfen',
  NiederschriftGespeichert: 'Überarbeitet',
  NiederschriftVorgelegt: 'Zur Unterschrift vorgelegt',
  NiederschriftWiederGeoeffnet: 'Wieder geöffnet',
  UnterschriftGeleistet: 'Unterschrieben',
  UnterschriftenNachgeprueft: 'Unterschriften nachgeprüft',
  DokumentAufgewertet: 'Unterschriften hochgestuft: Zeitstempel und Prüfdaten ergänzt',
  NiederschriftUnterzeichnet: 'Unterzeichnet',
  NiederschriftZurUebungUnterzeichnet: 'Zur Übung unterzeichnet',
  DringlichkeitsentscheidungAngelegt: 'Angelegt',
  DringlichkeitsentscheidungGeaendert: 'Geändert',
  DringlichkeitsentscheidungVorgelegt: 'Zur Unterschrift vorgelegt',
  DringlichkeitsentscheidungGetroffen: 'Entscheidung getroffen',
  DringlichkeitsentscheidungVerworfen: 'Verworfen',
  LeckpruefungErfasst: 'Öffentliches Paket durchsucht',
  TrefferAufgehoben: 'Treffer aufgehoben',
  OeffentlichesPaketFreigegeben: 'Öffentliches Paket freigegeben',
  VollstaendigesPaketErfasst: 'Vollständiges Paket erzeugt',
  NichtoeffentlicherTopHinzugefuegt: 'Nichtöffentlicher Punkt aufgenommen',
  NichtoeffentlicherTopGeaendert: 'Nichtöffentlicher Punkt geändert',
  NichtoeffentlicherTopEntfernt: 'Nichtöffentlicher Punkt entfernt',
  NichtoeffentlicheSitzungAngelegt: 'Nichtöffentlicher Teil angelegt',
  NichtoeffentlicheSitzungAbgeschlossen: 'Nichtöffentlicher Teil abgeschlossen',
  NichtoeffentlicheSitzungAbgesagt: 'Nichtöffentlicher Teil abgesagt',
  BeginnGeaendert: 'Beginn geändert',
  UmlaufBegonnen: 'Mitzeichnung gestartet',
  SchritteAktiviert: 'Weitergeleitet',
  SchrittUebersprungen: 'Schritt übersprungen',
  SchrittHinzugefuegt: 'Schritt hinzugefügt',
  SchrittUmadressiert: 'Zuständigkeit geändert',
  SchrittErinnert: 'Erinnerung gesendet',
  RueckfrageGestellt: 'Rückfrage gestellt',
  RueckfrageBeantwortet: 'Rückfrage beantwortet',
  ErklaerungAbgegeben: 'Erklärung zum Interessenkonflikt',
  UmlaufAngehalten: 'Mitzeichnung angehalten',
  UmlaufZurueckgegeben: 'Zurückgegeben',
  UmlaufAbgeschlossen: 'Alle Stationen haben gezeichnet',
  UmlaufZurueckgezogen: 'Mitzeichnung zurückgezogen',
};

/** Fields of an event that are worth a second line, as far as it carries them. */
interface Felder {
  readonly type: string;
  readonly grund?: string;
  readonly anlass?: string;
  readonly text?: unknown;
  readonly titel?: string;
  readonly person?: string;
  readonly richtung?: 'kommt' | 'geht';
  readonly rechnung?: { readonly text: string };
  readonly bericht?: string;
  readonly wo?: string;
  readonly name?: string;
  readonly entscheidungText?: string;
  readonly bemerkung?: string;
  readonly unterschrift?: { readonly name: string };
}

export const verlauf: VerlaufText = (entry, v) => describe(entry.event as unknown as Felder, v);

function describe(e: Felder, v: Verzeichnis | null) {
  if (e.type === 'SchrittGezeichnet')
    return {
      text: `${e.name ?? ''}: ${e.entscheidungText ?? ''}`,
      ...(e.bemerkung ? { zusatz: `„${e.bemerkung}“` } : {}),
    };
  const wer = e.person ? personName(v, e.person) : (e.unterschrift?.name ?? '');
  const was = e.richtung ? (e.richtung === 'kommt' ? 'kommt' : 'geht') : '';
  const text = [SATZ[e.type] ?? e.type, [wer, was].filter(Boolean).join(' ')].filter(Boolean).join(': ');
  const zusatz =
    [e.titel, e.anlass, e.grund, e.rechnung?.text, e.bericht, e.wo, typeof e.text === 'string' ? e.text : '']
      .filter(Boolean)
      .join(' · ') || undefined;
  return zusatz === undefined ? { text } : { text, zusatz };
}
