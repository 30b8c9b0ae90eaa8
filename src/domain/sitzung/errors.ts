import { errorText as text, type ErrorTable } from '../shared/rejection.ts';
import { errors as durchfuehrung } from './fehler/durchfuehrung.ts';
import { errors as niederschrift } from './fehler/niederschrift.ts';
import { errors as paket } from './fehler/paket.ts';
import { errors as planung } from './fehler/planung.ts';
import { errors as vorlage } from './fehler/vorlage.ts';

/** What may happen anywhere in this Fach. */
const allgemein: ErrorTable = {
  'sitzung.angabe-unbekannt': text(
    'Angabe hier nicht verfügbar',
    '„{angabe}“ ist auf diesem Gerät oder an dieser Stelle nicht bekannt.',
    'Abgleichen und erneut versuchen.',
  ),
  'sitzung.bezug-fehlt': text(
    'Verweis führt ins Leere',
    '„{bezeichnung}“ ({kennung}) gibt es nicht oder ist etwas anderes.',
    'Den Verweis entfernen oder den richtigen Vorgang wählen; alles Übrige bleibt nutzbar.',
  ),
  'sitzung.dokument-fehlt': text(
    'Dokument fehlt',
    'Das Dokument {sha256} ist nicht gespeichert.',
    'Das Dokument erneut hochladen; die anderen Dokumente sind nicht betroffen.',
  ),
  'sitzung.kein-pdf': text(
    'Kein PDF',
    '„{was}“ muss ein lesbares PDF sein.',
    'Das Dokument als PDF erzeugen und erneut wählen.',
  ),
  'sitzung.grund-fehlt': text(
    'Begründung fehlt',
    '„{was}“ geht nur mit einer Begründung.',
    'Die Begründung eintragen.',
  ),
  'sitzung.nicht-berechtigt': text(
    'Keine Berechtigung',
    'Wer {was} will, braucht die Rolle {rollen}.',
    'Das Ratsbüro ansprechen oder die Rolle zuweisen lassen.',
  ),
  'sitzung.schon-angelegt': text(
    'Schon angelegt',
    '„{was}“ gibt es unter dieser Kennung bereits.',
    'Den vorhandenen Vorgang öffnen.',
  ),
  'sitzung.nicht-angelegt': text(
    'Nicht gefunden',
    '„{was}“ gibt es unter dieser Kennung nicht.',
    'Die Ansicht aktualisieren.',
  ),
  'sitzung.zeit-ausserhalb': text(
    'Zeitpunkt liegt außerhalb',
    '{zeit} liegt nicht zwischen {von} und {bis}.',
    'Den Zeitpunkt berichtigen.',
  ),
  'sitzung.mitglied-doppelt': text(
    'Mitglied doppelt',
    'Die Person {person} steht zweimal in der Mitgliederliste.',
    'Einen der beiden Einträge entfernen.',
  ),
  'sitzung.vorsitz-doppelt': text(
    'Zwei Vorsitzende',
    'Es ist schon ein Vorsitz eingetragen; {person} wäre der zweite.',
    'Zuerst den bisherigen Vorsitz beenden.',
  ),
  'sitzung.zeitraum-verkehrt': text(
    'Zeitraum verkehrt',
    'Das Ende {bis} liegt vor dem Beginn {von}.',
    'Die Daten berichtigen.',
  ),
  'sitzung.kein-mitglied': text(
    'Kein Mitglied',
    '{person} gehört dem Gremium „{gremium}“ an diesem Tag nicht an.',
    'Ein Mitglied wählen oder die Mitgliederliste berichtigen.',
  ),
  'sitzung.gremium-aufgeloest': text(
    'Gremium aufgelöst',
    '„{name}“ besteht nicht mehr.',
    'Ein bestehendes Gremium wählen.',
  ),
};

export const errors: ErrorTable = {
  ...allgemein,
  ...planung,
  ...vorlage,
  ...durchfuehrung,
  ...paket,
  ...niederschrift,
};
