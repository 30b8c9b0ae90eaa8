import type { Bestattungsart, BestattungStatus, Grabart } from '../begriffe.ts';

/** One case of the demo week: how far it has come, and what is special about it. */
export interface Fall {
  readonly art: Bestattungsart;
  readonly grabart: Grabart;
  /** tried in this order */
  readonly friedhoefe: readonly string[];
  /** working days from the day of the demo; negative: past */
  readonly tag: number;
  readonly uhrzeit: string;
  readonly feierMin: number;
  /** calendar days between the call and the burial, and the time of the call */
  readonly vorlauf: number;
  readonly anruf: string;
  readonly bis: BestattungStatus;
  /** day of death before the day of the burial; absent: shortly before the call */
  readonly todVorTagen?: number;
  readonly grund?: string;
  readonly hinweis?: string;
  readonly ohneTermin?: true;
  readonly grabOffen?: true;
  readonly nichtQuittiert?: true;
  /** moved to this time of the same day after the release: version 2, not acknowledged */
  readonly verschoben?: string;
  /** the fourth gate is missing: the report goes to review */
  readonly torVergessen?: true;
}

const erd = { art: 'erdbestattung', grabart: 'wahlgrab', feierMin: 30 } as const;
const urne = { art: 'urne', grabart: 'urnenwahlgrab', feierMin: 30 } as const;

export const FAELLE: readonly Fall[] = [
  {
    ...urne,
    friedhoefe: ['lindenberg'],
    tag: -4,
    uhrzeit: '10:00',
    vorlauf: 6,
    anruf: '08:20',
    bis: 'abgeschlossen',
  },
  {
    ...erd,
    friedhoefe: ['weidenaue'],
    tag: -3,
    uhrzeit: '11:00',
    vorlauf: 5,
    anruf: '09:05',
    bis: 'abgeschlossen',
  },
  {
    ...erd,
    grabart: 'reihengrab',
    friedhoefe: ['hermelsgrund'],
    tag: -2,
    uhrzeit: '10:00',
    vorlauf: 5,
    anruf: '10:15',
    bis: 'abgeschlossen',
  },
  {
    ...urne,
    friedhoefe: ['eiserntal'],
    tag: -2,
    uhrzeit: '13:00',
    vorlauf: 7,
    anruf: '11:00',
    bis: 'abgeschlossen',
  },
  {
    ...urne,
    grabart: 'urnenreihengrab',
    friedhoefe: ['geisbach', 'weidenaue'],
    tag: -1,
    uhrzeit: '10:00',
    vorlauf: 6,
    anruf: '08:45',
    bis: 'durchgefuehrt',
  },
  {
    ...erd,
    friedhoefe: ['niederscheld'],
    tag: -1,
    uhrzeit: '11:30',
    vorlauf: 5,
    anruf: '09:30',
    bis: 'durchgefuehrt',
    torVergessen: true,
  },
  {
    ...erd,
    friedhoefe: ['lindenberg'],
    tag: 0,
    uhrzeit: '09:00',
    feierMin: 0,
    vorlauf: 5,
    anruf: '08:30',
    bis: 'vorbereitet',
    hinweis: 'Zufahrt nur über das Nebentor, Wurzeln der Linde beachten.',
  },
  {
    ...urne,
    friedhoefe: ['hermelsgrund'],
    tag: 0,
    uhrzeit: '11:00',
    vorlauf: 6,
    anruf: '10:40',
    bis: 'freigegeben',
  },
  {
    ...urne,
    grabart: 'friedhofswald',
    friedhoefe: ['friedhofswald-hainbuche'],
    tag: 0,
    uhrzeit: '13:00',
    vorlauf: 6,
    anruf: '14:10',
    bis: 'freigegeben',
  },
  {
    ...erd,
    friedhoefe: ['weidenaue'],
    tag: 1,
    uhrzeit: '10:00',
    vorlauf: 5,
    anruf: '08:15',
    bis: 'freigegeben',
    verschoben: '12:30',
  },
  {
    ...urne,
    friedhoefe: ['kaanbach', 'eiserntal'],
    tag: 1,
    uhrzeit: '11:00',
    vorlauf: 3,
    anruf: '10:35',
    bis: 'vorgemerkt',
  },
  {
    art: 'tuchbestattung',
    grabart: 'muslimisch',
    feierMin: 0,
    friedhoefe: ['lindenberg', 'hermelsgrund'],
    tag: 1,
    uhrzeit: '13:00',
    vorlauf: 3,
    anruf: '10:50',
    bis: 'vorgemerkt',
    grabOffen: true,
    hinweis: 'Ausrichtung nach Südosten; Angehörige verfüllen mit.',
  },
  {
    ...erd,
    friedhoefe: ['trupbachtal', 'weidenaue'],
    tag: 2,
    uhrzeit: '10:30',
    vorlauf: 5,
    anruf: '11:20',
    bis: 'freigegeben',
  },
  {
    ...urne,
    grabart: 'anonym',
    friedhoefe: ['weidenaue'],
    tag: 2,
    uhrzeit: '13:00',
    feierMin: 0,
    vorlauf: 7,
    anruf: '09:10',
    bis: 'storniert',
    grund: 'Angehörige wählen einen anderen Friedhof',
  },
  {
    ...erd,
    friedhoefe: ['niederscheld'],
    tag: 2,
    uhrzeit: '11:00',
    vorlauf: 5,
    anruf: '13:30',
    bis: 'verlegt',
    grund: 'Bagger 4 ausgefallen, Ersatz offen',
  },
  {
    ...erd,
    grabart: 'rasengrab',
    friedhoefe: ['lindenberg'],
    tag: 3,
    uhrzeit: '11:00',
    vorlauf: 5,
    anruf: '10:20',
    bis: 'freigegeben',
    nichtQuittiert: true,
  },
  {
    art: 'sternenkind',
    grabart: 'sternenkinder',
    feierMin: 0,
    friedhoefe: ['lindenberg'],
    tag: 4,
    uhrzeit: '10:00',
    vorlauf: 6,
    anruf: '11:05',
    bis: 'vorgemerkt',
    todVorTagen: 12,
  },
  {
    ...erd,
    friedhoefe: ['eiserntal'],
    tag: 3,
    uhrzeit: '13:00',
    vorlauf: 4,
    anruf: '11:10',
    bis: 'angefragt',
    todVorTagen: 10,
  },
  {
    ...urne,
    friedhoefe: ['gosenhang'],
    tag: 5,
    uhrzeit: '11:00',
    vorlauf: 6,
    anruf: '11:15',
    bis: 'angefragt',
    ohneTermin: true,
  },
  {
    ...urne,
    friedhoefe: ['meiswinkel'],
    tag: 4,
    uhrzeit: '13:00',
    feierMin: 0,
    vorlauf: 6,
    anruf: '09:40',
    bis: 'abgelehnt',
    grund: 'Doppelt angefragt; der erste Antrag gilt',
  },
  {
    ...erd,
    friedhoefe: ['rosterberg'],
    tag: 5,
    uhrzeit: '10:00',
    vorlauf: 6,
    anruf: '11:25',
    bis: 'entwurf',
  },
];
