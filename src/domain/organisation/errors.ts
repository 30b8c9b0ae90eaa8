import type { ErrorTable } from '../shared/rejection.ts';

export const errors: ErrorTable = {
  'organisation.verzeichnis-unbekannt': {
    heading: 'Personalverzeichnis nicht verfügbar',
    cause: 'Ohne das Verzeichnis der Personen und Rollen kann die Berechtigung nicht geprüft werden.',
    next: 'Mit dem Server abgleichen und erneut versuchen.',
  },
  'organisation.keine-berechtigung': {
    heading: 'Dafür fehlt Ihnen die Berechtigung',
    cause: 'Diese Änderung ist der Rolle „{rolle}“ vorbehalten.',
    next: 'Bitten Sie eine Person mit dieser Rolle, die Änderung vorzunehmen.',
  },
  'organisation.gibt-es-schon': {
    heading: 'Eintrag besteht bereits',
    cause: '„{name}“ ist schon angelegt.',
    next: 'Den bestehenden Eintrag öffnen und ändern.',
  },
  'organisation.gibt-es-nicht': {
    heading: 'Eintrag nicht gefunden',
    cause: 'Es gibt hier noch keinen Eintrag, der geändert werden könnte.',
    next: 'Zuerst den Eintrag anlegen.',
  },
  'organisation.pflichtangabe': {
    heading: 'Pflichtangabe fehlt',
    cause: 'Das Feld „{feld}“ ist leer.',
    next: 'Das Feld ausfüllen und erneut speichern.',
  },
  'organisation.zeitraum': {
    heading: 'Zeitraum stimmt nicht',
    cause: 'Das Ende {bis} liegt vor dem Beginn {von}.',
    next: 'Beginn und Ende prüfen.',
  },
  'organisation.einheit-unbekannt': {
    heading: 'Organisationseinheit nicht gefunden',
    cause: 'Die angegebene Organisationseinheit gibt es nicht oder sie ist aufgelöst.',
    next: 'Eine bestehende Organisationseinheit wählen.',
  },
  'organisation.einheit-kreis': {
    heading: 'Einheiten wären einander untergeordnet',
    cause: 'Die Kette {kette} führt zur Einheit selbst zurück.',
    next: 'Eine andere übergeordnete Einheit wählen.',
  },
  'organisation.einheit-besetzt': {
    heading: 'Einheit ist noch besetzt',
    cause: 'Am {tag} gehören noch {anzahl} Personen oder Einheiten dazu, z. B. {beispiel}.',
    next: 'Zuerst die Personen und Einheiten umsetzen.',
  },
  'organisation.rolle-besteht': {
    heading: 'Rolle ist schon zugewiesen',
    cause: '„{rolle}“ besteht bereits im Zeitraum {zeitraum}.',
    next: 'Die bestehende Zuweisung beenden oder einen anderen Zeitraum wählen.',
  },
  'organisation.rolle-fehlt': {
    heading: 'Rolle ist nicht zugewiesen',
    cause: '„{rolle}“ ist dieser Person nicht zugewiesen.',
    next: 'Die Rollen der Person prüfen.',
  },
  'organisation.letzte-systemverwaltung': {
    heading: 'Letzte Systemverwaltung',
    cause: 'Danach hätte niemand mehr die Rolle „Systemverwaltung“.',
    next: 'Die Rolle zuerst einer weiteren Person zuweisen.',
  },
  'organisation.zertifikat-vergeben': {
    heading: 'Zertifikat gehört schon zu jemandem',
    cause: 'Dieses Zertifikat ist bereits bei {name} eingetragen.',
    next: 'Prüfen Sie, ob das richtige Zertifikat gewählt ist.',
  },
  'organisation.zertifikat-unbekannt': {
    heading: 'Zertifikat nicht eingetragen',
    cause: 'Dieses Zertifikat ist bei der Person nicht als gültig eingetragen.',
    next: 'Die Liste der Zertifikate prüfen.',
  },
  'organisation.zertifikat-gesperrt': {
    heading: 'Zertifikat wurde gesperrt',
    cause: 'Dieses Zertifikat wurde am {tag} gesperrt und kann nicht wieder eingetragen werden.',
    next: 'Ein neues Zertifikat verwenden.',
  },
  'organisation.vertretung-selbst': {
    heading: 'Vertretung durch sich selbst',
    cause: '{name} kann sich nicht selbst vertreten.',
    next: 'Eine andere Person als Vertretung wählen.',
  },
  'organisation.vertretung-unbekannt': {
    heading: 'Vertretung nicht gefunden',
    cause: 'Die Person oder die Vertretung, die gemeint ist, gibt es im Zeitraum {zeitraum} nicht.',
    next: 'Eine Person wählen, die in diesem Zeitraum im Dienst ist.',
  },
  'organisation.vertretung-kreis': {
    heading: 'Vertretungen im Kreis',
    cause: 'Im selben Zeitraum würde sich die Kette schließen: {kette}.',
    next: 'Eine andere Vertretung oder einen anderen Zeitraum wählen.',
  },
  'organisation.vertretung-fremd': {
    heading: 'Vertretung nur aus der eigenen Einheit',
    cause:
      '{name} gehört zu „{einheit}“. Dort vertreten nur Angehörige derselben Einheit (§ 101 GO NRW, Unabhängigkeit der Prüfung).',
    next: 'Eine Person aus „{einheit}“ als Vertretung wählen.',
  },
  'organisation.vertretung-besteht': {
    heading: 'Vertretung ist schon eingetragen',
    cause: '{name} ist im Zeitraum {zeitraum} bereits als Vertretung eingetragen.',
    next: 'Die bestehende Vertretung beenden oder den Zeitraum ändern.',
  },
};
