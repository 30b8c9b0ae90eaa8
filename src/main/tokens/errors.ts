import type { ErrorTable } from '../../domain/shared/rejection.ts';
import { remoteErrors } from './csc-errors.ts';

/** Everything that can go wrong with a signing key, for people. `{zertifikat}` and the like are never secret. */
export const errors = {
  'token.passphrase-falsch': {
    heading: 'Die Passphrase stimmt nicht',
    cause: 'Die Schlüsseldatei lässt sich mit dieser Passphrase nicht öffnen.',
    next: 'Geben Sie die Passphrase noch einmal ein. Achten Sie auf Groß- und Kleinschreibung. Die Datei wird durch Fehlversuche nicht gesperrt.',
  },
  'token.uebungs-pin-falsch': {
    heading: 'Die PIN stimmt nicht',
    cause: 'Der Übungsschlüssel lässt sich mit dieser PIN nicht öffnen. Es wurde nichts unterschrieben.',
    next: 'Geben Sie die PIN noch einmal ein; sie steht über dem Feld. Gesperrt wird durch Fehlversuche nichts.',
  },
  'token.datei-beschaedigt': {
    heading: 'Die Schlüsseldatei ist nicht lesbar',
    cause: 'Die Datei ist beschädigt oder keine Schlüsseldatei (PKCS#12, Endung .p12 oder .pfx).',
    next: 'Wählen Sie die richtige Datei, oder lassen Sie sich die Schlüsseldatei neu ausstellen.',
  },
  'token.datei-ohne-schluessel': {
    heading: 'In der Datei ist kein Schlüssel',
    cause:
      'Die Datei enthält Zertifikate, aber keinen privaten Schlüssel, mit dem sich unterschreiben lässt.',
    next: 'Exportieren Sie das Zertifikat noch einmal mit dem privaten Schlüssel.',
  },
  'token.datei-verfahren': {
    heading: 'Die Schlüsseldatei ist mit einem veralteten Verfahren geschützt',
    cause: 'Das Verfahren {verfahren} gilt als gebrochen und wird nicht mehr geöffnet.',
    next: 'Exportieren Sie den Schlüssel noch einmal, mit AES-256 als Schutz.',
  },
  'token.pin-falsch': {
    heading: 'Die PIN stimmt nicht',
    cause: 'Die Karte hat die PIN abgelehnt. Nach wenigen weiteren Fehlversuchen wird sie gesperrt.',
    next: 'Prüfen Sie, ob es die PIN dieser Karte ist, und geben Sie sie noch einmal ein. Es wurde nichts weiter unterschrieben.',
  },
  'token.pin-letzter-versuch': {
    heading: 'Die PIN stimmt nicht – nur noch ein Versuch',
    cause: 'Die Karte hat die PIN abgelehnt. Die nächste falsche PIN sperrt sie.',
    next: 'Geben Sie die PIN nur ein, wenn Sie ganz sicher sind; sonst fragen Sie die Ausgabestelle. Es wurde nichts weiter unterschrieben.',
  },
  'token.pin-gesperrt': {
    heading: 'Die Karte ist gesperrt',
    cause: 'Die PIN wurde zu oft falsch eingegeben.',
    next: 'Entsperren Sie die Karte mit der PUK im Programm des Kartenherstellers, oder wenden Sie sich an die Ausgabestelle.',
  },
  'token.pin-laenge': {
    heading: 'Die PIN hat nicht die richtige Länge',
    cause: 'Die Karte nimmt PINs dieser Länge nicht an. Ein Versuch wurde dadurch nicht verbraucht.',
    next: 'Geben Sie die vollständige PIN ein.',
  },
  'token.pin-abgelaufen': {
    heading: 'Die PIN muss geändert werden',
    cause: 'Die PIN ist abgelaufen oder noch die Transport-PIN.',
    next: 'Ändern Sie die PIN im Programm des Kartenherstellers und unterschreiben Sie dann noch einmal.',
  },
  'token.karte-fehlt': {
    heading: 'Es steckt keine Karte',
    cause: 'Im gewählten Lesegerät ist keine lesbare Karte.',
    next: 'Stecken Sie die Karte ein und versuchen Sie es noch einmal.',
  },
  'token.karte-entfernt': {
    heading: 'Die Karte wurde entfernt',
    cause: 'Die Karte war während des Unterschreibens nicht mehr erreichbar.',
    next: 'Stecken Sie die Karte wieder ein. Was schon unterschrieben ist, bleibt gültig; der Rest wird neu begonnen.',
  },
  'token.modul-unladbar': {
    heading: 'Das Kartenmodul lässt sich nicht laden',
    cause: 'Die Datei ist kein PKCS#11-Modul für diesen Rechner, oder es fehlt ein Teil der Kartensoftware.',
    next: 'Prüfen Sie den Pfad des Moduls in den Einstellungen, oder installieren Sie die Software des Kartenherstellers.',
  },
  'token.schluessel-fehlt': {
    heading: 'Der Schlüssel wurde nicht gefunden',
    cause: 'Auf der Karte oder beim Dienst gibt es keinen Schlüssel mit diesem Namen.',
    next: 'Wählen Sie den Schlüssel noch einmal aus der Liste.',
  },
  'token.zertifikat-fehlt': {
    heading: 'Zum Schlüssel fehlt das Zertifikat',
    cause: 'Ohne Zertifikat kann niemand prüfen, wer unterschrieben hat.',
    next: 'Lassen Sie das Zertifikat von der Ausgabestelle auf die Karte oder in die Datei bringen.',
  },
  'token.zertifikat-abgelaufen': {
    heading: 'Das Zertifikat ist nicht gültig',
    cause: 'Das Zertifikat gilt von {von} bis {bis}.',
    next: 'Wählen Sie ein gültiges Zertifikat, oder beantragen Sie ein neues.',
  },
  'token.verfahren-nicht-moeglich': {
    heading: 'Mit diesem Schlüssel lässt sich nicht unterschreiben',
    cause:
      'Der Schlüssel oder das Gerät kann keines der zugelassenen Verfahren (RSA oder ECDSA mit SHA-256 oder stärker).',
    next: 'Wählen Sie einen anderen Schlüssel.',
  },
  'token.abgebrochen': {
    heading: 'Das Unterschreiben wurde abgebrochen',
    cause: 'Der Vorgang wurde am Lesegerät, in der App des Dienstes oder im Programm abgebrochen.',
    next: 'Beginnen Sie noch einmal, wenn Sie unterschreiben wollen.',
  },
  'token.geraet-fehler': {
    heading: 'Das Gerät meldet einen Fehler',
    cause: 'Karte oder Lesegerät haben den Auftrag nicht ausgeführt (Meldung {meldung}).',
    next: 'Ziehen Sie die Karte, stecken Sie sie wieder ein und versuchen Sie es noch einmal.',
  },
  ...remoteErrors,
} as const satisfies ErrorTable;

export type TokenErrorCode = keyof typeof errors;
