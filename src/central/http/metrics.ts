import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { countMissing } from '../blobs/missing.ts';
import type { CentralDatabase } from '../db/open.ts';

/** those that jobs beside the requests log (docs/betrieb.md) */
const FAULTS = ['pruefpunkt', 'pruefpunkt-spaeter', 'zeitstempel', 'mail', 'verzeichnis'];

interface MetricsDeps {
  readonly database: Pick<CentralDatabase, 'db'>;
  readonly version: string;
  /** faults that were logged since the start, by their name */
  readonly faults?: ReadonlyMap<string, number>;
}

/** Figures for Prometheus; no label names a person, a Vorgang or a document. */
export function createMetrics({ database, version, faults = new Map() }: MetricsDeps) {
  const registry = new Registry();
  const registers = [registry];
  const started = Date.now() / 1000 - process.uptime();
  return {
    registry,
    commands: new Counter({
      name: 'amtsmappe_commands_total',
      help: 'Pushed commands by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    pulled: new Counter({
      name: 'amtsmappe_pulled_items_total',
      help: 'Records and snapshots handed out',
      labelNames: ['kind'],
      registers,
    }),
    requests: new Histogram({
      name: 'amtsmappe_request_seconds',
      help: 'Time per request by route and status',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    listeners: new Gauge({ name: 'amtsmappe_event_listeners', help: 'Open event streams', registers }),
    /** what changes slowly or beside the requests: looked up when somebody asks */
    info: new Gauge({
      name: 'amtsmappe_info',
      help: 'Version of the service',
      labelNames: ['version'],
      registers,
      collect() {
        this.set({ version }, 1);
      },
    }),
    start: new Gauge({
      name: 'process_start_time_seconds',
      help: 'Start of the process, seconds since 1970',
      registers,
      collect() {
        this.set(started);
      },
    }),
    memory: new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Memory of the process',
      registers,
      collect() {
        this.set(process.memoryUsage.rss());
      },
    }),
    faults: new Counter({
      name: 'amtsmappe_faults_total',
      help: 'Faults in the log since the start, by name (docs/betrieb.md)',
      labelNames: ['fault'],
      registers,
      collect() {
        this.reset();
        // From the first moment on: an alarm sees the step from none to one.
        for (const fault of FAULTS) this.inc({ fault }, 0);
        for (const [fault, count] of faults) this.inc({ fault }, count);
      },
    }),
    backup: new Gauge({
      name: 'amtsmappe_backup_timestamp_seconds',
      help: 'Last backup of a city, seconds since 1970; absent: never',
      labelNames: ['tenant'],
      registers,
      async collect() {
        const rows = database.db.selectFrom('sicherung').select('tenant').groupBy('tenant');
        setAll(this, await known(rows.select((eb) => eb.fn.max('zeit').as('value')).execute()));
      },
    }),
    missing: new Gauge({
      name: 'amtsmappe_documents_missing',
      help: 'Documents of a city that records name and whose bytes are missing or spoilt',
      labelNames: ['tenant'],
      registers,
      async collect() {
        setAll(this, await known(countMissing(database.db)));
      },
    }),
    mail: new Gauge({
      name: 'amtsmappe_mail_waiting',
      help: 'E-mails of a city that are due and not sent yet',
      labelNames: ['tenant'],
      registers,
      async collect() {
        const rows = database.db.selectFrom('mail_ausgang').select('tenant').groupBy('tenant');
        const due = rows
          .select((eb) => eb.fn.countAll<number>().as('value'))
          .where('zustand', '=', 'wartet')
          .where('faellig', '<=', new Date().toISOString());
        setAll(this, await known(due.execute()));
      },
    }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;

interface Row {
  readonly tenant: string;
  readonly value: string | number;
}

/** While the database is away the other figures still count. */
const known = (rows: Promise<readonly Row[]>): Promise<readonly Row[]> => rows.catch(() => []);

function setAll(gauge: Gauge<'tenant'>, rows: readonly Row[]): void {
  gauge.reset();
  for (const { tenant, value } of rows)
    gauge.set({ tenant }, typeof value === 'string' ? Date.parse(value) / 1000 : value);
}
