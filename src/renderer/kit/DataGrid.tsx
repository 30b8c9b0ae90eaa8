import { lazy, Suspense, type ReactNode } from 'react';

export interface Spalte<T> {
  readonly feld: string;
  readonly titel: string;
  readonly wert: (row: T) => string | number | null;
  /** euro: cents; tag: `2026-11-22` */
  readonly art?: 'text' | 'zahl' | 'euro' | 'tag';
  readonly breite?: number;
  readonly flex?: number;
  readonly mindestens?: number;
  readonly versteckt?: boolean;
  /** what the cell shows instead of the plain value; sorting, filter and CSV use the value */
  readonly zelle?: (row: T) => ReactNode;
  readonly sortiert?: 'asc' | 'desc';
}

export interface DataGridProps<T> {
  /** key under which columns, sorting and filter are kept */
  readonly name: string;
  /** read out as the name of the table, and name of the CSV file */
  readonly titel: string;
  readonly zeilen: readonly T[];
  readonly spalten: readonly Spalte<T>[];
  readonly id: (row: T) => string;
  readonly onOpen?: (row: T) => void;
  /** shown when there are no rows */
  readonly leer: string;
  readonly schnellsuche?: string;
  readonly auswahl?: boolean;
  readonly onAuswahl?: (rows: readonly T[]) => void;
  /** buttons of the page that act on the grid */
  readonly onBereit?: (api: GridApiLite) => void;
}

/** What a page may ask of its grid. */
export interface GridApiLite {
  readonly exportCsv: () => void;
  readonly resetView: () => void;
  readonly columns: () => readonly {
    readonly feld: string;
    readonly titel: string;
    readonly sichtbar: boolean;
  }[];
  readonly showColumn: (feld: string, sichtbar: boolean) => void;
}

const Lazy = lazy(() => import('./grid/Grid.tsx')) as unknown as <T>(props: DataGridProps<T>) => ReactNode;

/** ag-grid in KERN's colours; loaded when the first list is opened. */
export function DataGrid<T>(props: DataGridProps<T>) {
  return (
    <Suspense fallback={<div className="am-grid" aria-busy="true" />}>
      <Lazy {...props} />
    </Suspense>
  );
}
