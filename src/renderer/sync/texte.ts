import type { SyncGrund } from '../../contract/app.ts';

/** Why a device does not get through to its centre, and what to do about it. */
export const GRUND: Readonly<Record<SyncGrund, { readonly titel: string; readonly text: string }>> = {
  'geraet-gesperrt': {
    titel: 'Dieses Gerät ist gesperrt',
    text: 'Die Systemverwaltung Ihrer Stadt lässt dieses Gerät nicht mehr zu. Bitte rufen Sie sie an: Gibt sie das Gerät wieder frei, geht es weiter wie zuvor.',
  },
  'person-unbekannt': {
    titel: 'Nicht mehr im Verzeichnis der Stadt',
    text: 'Die Stadt führt Sie nicht mehr als Person im Dienst. Bitte rufen Sie die Systemverwaltung an, wenn das nicht stimmt.',
  },
  'kein-zugang': {
    titel: 'Kein Zugang zur Amtsmappe',
    text: 'Der Anmeldedienst lässt Ihr Konto nicht mehr zur Amtsmappe. Bitte wenden Sie sich an die IT; sie schaltet Konten frei.',
  },
  'stadt-unbekannt': {
    titel: 'Die Zentrale kennt diese Stadt nicht',
    text: 'An dieser Adresse ist Ihre Stadt nicht (mehr) eingerichtet. Bitte fragen Sie die IT, ob die Zentrale umgezogen ist.',
  },
  'geraet-unbekannt': {
    titel: 'Die Zentrale kennt dieses Gerät nicht mehr',
    text: 'Das kommt vor, wenn sie aus einer Sicherung zurückgespielt wurde. Melden Sie sich neu an; damit ist auch das Gerät wieder angemeldet.',
  },
  'geraet-nachweis': {
    titel: 'Dieses Gerät kann sich nicht ausweisen',
    text: 'Die Zentrale kennt es mit einem anderen Schlüssel; das kommt vor, wenn eine Mappe kopiert wurde. Melden Sie sich neu an; bleibt es dabei, rufen Sie die Systemverwaltung an.',
  },
  aktualisieren: {
    titel: 'Bitte aktualisieren',
    text: 'Dieses Programm ist älter, als die Zentrale es noch versteht. Lesen und Drucken gehen weiter; übertragen wird nach der Aktualisierung.',
  },
  protokoll: {
    titel: 'Der Abgleich ist angehalten',
    text: 'Die Zentrale kennt eine Eingabe dieses Geräts anders, als sie hier steht. Bitte arbeiten Sie nicht weiter und wenden Sie sich an die Systemverwaltung.',
  },
  ablage: {
    titel: 'Der Abgleich ruht: Diese Mappe lässt sich gerade nicht schreiben',
    text: 'Meist ist der Datenträger voll. Bitte schaffen Sie Platz; der Abgleich versucht es jede Minute von selbst wieder. Bleibt es dabei, prüfen Sie die Mappe unter „Einstellungen › Sicherung“ und wenden Sie sich an die IT. Was gespeichert ist, bleibt es.',
  },
  stoerung: {
    titel: 'Der Abgleich ruht nach einer Störung',
    text: 'Er versucht es jede Minute von selbst wieder. Ihre Eingaben bleiben hier aufbewahrt. Bleibt es dabei, wenden Sie sich bitte an die IT; die Ursache steht im Protokoll des Programms.',
  },
  'zertifikat-abgelaufen': {
    titel: 'Das Zertifikat der Zentrale ist abgelaufen',
    text: 'Deshalb überträgt dieses Gerät nichts. Bitte prüfen Sie zuerst sein Datum. Stimmt es, muss die IT das Zertifikat der Zentrale erneuern; danach geht der Abgleich von selbst weiter.',
  },
  'zertifikat-noch-nicht-gueltig': {
    titel: 'Das Zertifikat der Zentrale gilt noch nicht',
    text: 'Deshalb überträgt dieses Gerät nichts. Meist geht seine Uhr nach: Bitte stellen Sie Datum und Uhrzeit; danach geht der Abgleich von selbst weiter. Stimmen sie, wenden Sie sich bitte an die IT.',
  },
  'zertifikat-anderer-name': {
    titel: 'Das Zertifikat gehört nicht zur Zentrale',
    text: 'Was unter der Adresse der Zentrale antwortet, weist sich als ein anderer Rechner aus. Deshalb überträgt dieses Gerät nichts. In einem fremden WLAN melden Sie sich bitte erst dort an oder gehen ins VPN; im Netz der Stadt muss die IT der Zentrale ein Zertifikat mit ihrem Namen geben.',
  },
  'zertifikat-unbekannt': {
    titel: 'Das Zertifikat der Zentrale ist unbekannt',
    text: 'Es hat keine Stelle ausgestellt, der dieses Gerät vertraut. Deshalb überträgt es nichts. In einem fremden WLAN melden Sie sich bitte erst dort an oder gehen ins VPN. Sonst wenden Sie sich an die IT: Ist das Zertifikat echt, gehört dessen Zertifizierungsstelle in den Speicher dieses Geräts; danach starten Sie die Amtsmappe neu.',
  },
  'anmeldedienst-zertifikat': {
    titel: 'Das Zertifikat des Anmeldedienstes gilt nicht',
    text: 'Ohne ihn lässt die Zentrale dieses Gerät nicht ein; deshalb überträgt es nichts. Bitte prüfen Sie Datum und Uhrzeit dieses Geräts. Stimmen sie, muss die IT das Zertifikat des Anmeldedienstes prüfen; danach geht der Abgleich von selbst weiter.',
  },
};
