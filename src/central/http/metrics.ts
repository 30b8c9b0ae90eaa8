import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Figures for Prometheus; no label names a person, a Vorgang or a document. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
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
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
