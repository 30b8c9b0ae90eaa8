export { kinds } from './kinds.ts';
export { errors } from './errors.ts';
export { tabellen, TABELLE } from './tabellen.ts';
export type { Hybridregel, StandardTops, Stimmrechtregel, Unterschriftentabelle } from './tabellen.ts';
export { gremiendateiSchema } from './muster.ts';
export type { Gremiendatei } from './muster.ts';
export { SITZUNGSDIENST, SCHRIFTFUEHRUNG, BUERGERMEISTER } from './rollen.ts';

export * from './text/bloecke.ts';
export { cleanKnoten } from './text/reinigung.ts';
export type { Knoten } from './text/reinigung.ts';
export { compareFassungen, compareWorte, ersteAenderung, hasAenderung } from './text/vergleich.ts';
export type { Blockvergleich, Wortteil } from './text/vergleich.ts';

export type * from './gremium/schema.ts';
export * from './gremium/mitglieder.ts';
export { beurteileLadung, letzterLadungstag } from './gremium/ladungsfrist.ts';
export type { Ladungsfrist, Ladungsurteil, Rechenschritt } from './gremium/ladungsfrist.ts';

export * from './vorlage/state.ts';
export type { VorlageCommand, VorlageEvent } from './vorlage/schema.ts';
export { laufwegFor, umlaufKontext } from './vorlage/decide.ts';
export { fehlendeAngaben, mitzeichnungsmaengel } from './vorlage/freigabe.ts';
export type { Mitzeichnungsmangel } from './vorlage/freigabe.ts';
export { finanzenText, inhaltBloecke, inhaltHash } from './vorlage/inhalt.ts';
export type { Antrag } from './antrag/state.ts';
export type { AntragCommand } from './antrag/kind.ts';
export type { NichtoeffentlicheAnlage, AnlageCommand } from './anlage/kind.ts';

export type * from './sitzung/state.ts';
export type { SitzungCommand, SitzungEvent, TopArt } from './sitzung/schema.ts';
export { nummern, spaeteNummer, topText } from './sitzung/tagesordnung.ts';
export { gegenstandOf } from './sitzung/gegenstand.ts';
export type { Gegenstand, Gegenstandsvorgang } from './sitzung/gegenstand.ts';
export { sitzungslage } from './sitzung/lage.ts';
export type { NichtoeffentlicheSitzung, Punkt, Leckpruefung } from './nichtoeffentlich/state.ts';
export { offeneTreffer } from './nichtoeffentlich/state.ts';
export type { NichtoeffentlichCommand } from './nichtoeffentlich/schema.ts';

export * from './verlauf/anwesenheit.ts';
export {
  erforderlicheJa,
  judgeAbstimmung,
  stimmberechtigteFuerErweiterung,
  stimmkreis,
} from './verlauf/abstimmung.ts';
export type { Abstimmungslage } from './verlauf/abstimmung.ts';
export { quorumWarnungen } from './verlauf/decide.ts';
export type { Stimme, Stimmen, Mehrheit, Rechnung, Warnung } from './verlauf/schema.ts';
export { beschlussabstimmung, verlaufOf } from './verlauf/state.ts';
export type { PunktVerlauf, Ausgang, Abstimmung, Umsetzung } from './verlauf/state.ts';

export type { Niederschrift, Niederschriftinhalt, NiederschriftPunkt } from './niederschrift/state.ts';
export { draftNiederschrift } from './niederschrift/entwurf.ts';
export { offeneUnterschriften } from './niederschrift/project.ts';
export type { NiederschriftCommand } from './niederschrift/schema.ts';
export type { Unterschrift } from './niederschrift/unterschrift.ts';
export type { Dringlichkeitsentscheidung } from './dringlichkeit/state.ts';
export type { DringlichkeitCommand } from './dringlichkeit/schema.ts';

export { findLeaks } from './paket/lecks.ts';
export type { Fundort, NichtoeffentlicheQuelle, Treffer } from './paket/lecks.ts';
export { lueckenAsTreffer, seitenOhneText } from './paket/luecken.ts';
export type { UngelesenQuelle } from './paket/luecken.ts';
export { geheimeDateien, nichtoeffentlicheQuellen } from './paket/quellen.ts';
export type { GeheimeDatei } from './paket/quellen.ts';
export { oeffentlichesPaket, vollstaendigesPaket } from './paket/inhalt.ts';
export type { OeffentlicheQuelle, Paketeintrag, Paketinhalt, VollstaendigeQuelle } from './paket/inhalt.ts';

export * from './druck/index.ts';
export * from './ansicht/tagesordnung.ts';
export { nextActions } from './ansicht/aktionen.ts';
export type { Aktion as SitzungAktion } from './ansicht/aktion.ts';
export type { Aktionsvorgang } from './ansicht/aktionen.ts';
export { demoSitzungen } from './demo/demo.ts';
export type { DemoSitzungen } from './demo/demo.ts';
export type { Demoquelle } from './demo/welt.ts';
export type { Demobefehl, Demodruck } from './demo/buehne.ts';
