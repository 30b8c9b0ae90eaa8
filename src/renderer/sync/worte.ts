/** Identifiers write ae, oe, ue; the screen does not. */
const umlaute = (text: string): string =>
  text
    .replace(/ae/g, 'ä')
    .replace(/oe/g, 'ö')
    .replace(/(?<![aeq])ue/g, 'ü')
    .replace(/Oe/g, 'Ö')
    .replace(/Ue/g, 'Ü')
    .replace(/Ae/g, 'Ä');

const VERBEN: Readonly<Record<string, string>> = {
  acknowledge: 'quittieren',
  add: 'hinzufügen',
  admit: 'zulassen',
  answer: 'beantworten',
  apply: 'übernehmen',
  ask: 'stellen',
  assign: 'zuweisen',
  attach: 'anhängen',
  begin: 'beginnen',
  book: 'buchen',
  cancel: 'absagen',
  change: 'ändern',
  close: 'abschließen',
  correct: 'berichtigen',
  create: 'anlegen',
  declare: 'erklären',
  discard: 'verwerfen',
  dissolve: 'auflösen',
  end: 'beenden',
  enrol: 'eintragen',
  execute: 'treffen',
  expire: 'verfallen lassen',
  grant: 'gewähren',
  hold: 'vormerken',
  keep: 'aufbewahren',
  lift: 'aufheben',
  link: 'verknüpfen',
  move: 'verschieben',
  open: 'aufrufen',
  present: 'vorlegen',
  publish: 'veröffentlichen',
  recheck: 'nachprüfen',
  record: 'erfassen',
  refuse: 'zurückweisen',
  register: 'verzeichnen',
  reject: 'ablehnen',
  release: 'freigeben',
  remind: 'erinnern',
  remove: 'entfernen',
  rename: 'umbenennen',
  reopen: 'wieder öffnen',
  replace: 'ersetzen',
  report: 'melden',
  request: 'anfragen',
  return: 'zurückgeben',
  revoke: 'sperren',
  save: 'speichern',
  send: 'senden',
  set: 'setzen',
  settle: 'klären',
  sign: 'zeichnen',
  skip: 'überspringen',
  start: 'beginnen',
  sync: 'abgleichen',
  update: 'ändern',
  upgrade: 'aufwerten',
  withdraw: 'zurückziehen',
};

/** `setFassung` -> „Fassung setzen“ */
export function befehlText(type: string): string {
  const [verb = '', ...nouns] = type.replace(/([a-zäöüß])([A-Z])/g, '$1 $2').split(' ');
  const german = VERBEN[verb];
  return umlaute(german && nouns.length > 0 ? `${nouns.join(' ')} ${german}` : [verb, ...nouns].join(' '));
}

/** `FassungGesetzt` -> „Fassung gesetzt“, for kinds that have no words of their own */
export function ereignisText(type: string): string {
  const words = type.replace(/([a-zäöüß])([A-Z])/g, '$1 $2').split(' ');
  return umlaute([words[0] ?? '', ...words.slice(1).map((w) => w.toLowerCase())].join(' '));
}
