import { AG_GRID_LOCALE_DE } from '@ag-grid-community/locale';
import {
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  CsvExportModule,
  DateFilterModule,
  LocaleModule,
  ModuleRegistry,
  NumberFilterModule,
  QuickFilterModule,
  RowSelectionModule,
  TextFilterModule,
  TooltipModule,
  themeQuartz,
  type CellKeyDownEvent,
  type ColDef,
  type GridApi,
  type ICellRendererParams,
  type RowClickedEvent,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DataGridProps, Spalte } from '../DataGrid.tsx';
import { betrag, tagLang } from '../format.ts';
import { nonce } from '../nonce.ts';
import { keepView, loadView, type GridView } from './view.ts';

ModuleRegistry.registerModules([
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  CsvExportModule,
  DateFilterModule,
  LocaleModule,
  NumberFilterModule,
  QuickFilterModule,
  RowSelectionModule,
  TextFilterModule,
  TooltipModule,
]);

/** CSS variables, so that the grid follows theme, density and outdoors mode by itself. */
const theme = themeQuartz.withParams({
  accentColor: 'var(--action)',
  backgroundColor: 'var(--panel)',
  foregroundColor: 'var(--text)',
  cellTextColor: 'var(--text)',
  borderColor: 'var(--line)',
  browserColorScheme: 'inherit',
  chromeBackgroundColor: 'var(--panel-2)',
  headerBackgroundColor: 'var(--panel-2)',
  headerTextColor: 'var(--text)',
  headerFontWeight: 600,
  headerFontSize: 'var(--text-s)',
  fontFamily: 'var(--font)',
  fontSize: 'var(--text-m)',
  rowHeight: 'var(--row-h)',
  headerHeight: 'calc(var(--row-h) + 2px)',
  rowHoverColor: 'var(--action-soft)',
  selectedRowBackgroundColor: 'var(--action-soft)',
  menuBackgroundColor: 'var(--panel)',
  inputBackgroundColor: 'var(--panel)',
  inputBorder: '1px solid var(--line-2)',
  wrapperBorder: '1px solid var(--line)',
  wrapperBorderRadius: 'var(--radius-l)',
  iconSize: 16,
  columnBorder: false,
});

function toColDef<T>(s: Spalte<T>): ColDef<T> {
  const zahl = s.art === 'euro' || s.art === 'zahl';
  const wert = (data: T | undefined) => (data === undefined ? null : s.wert(data));
  return {
    colId: s.feld,
    headerName: s.titel,
    valueGetter: (p) => {
      const v = wert(p.data);
      if (s.art === 'euro' && typeof v === 'number') return v / 100;
      if (s.art === 'tag' && typeof v === 'string') return new Date(`${v}T00:00:00`);
      return v;
    },
    valueFormatter: (p) => {
      const v = wert(p.data ?? undefined);
      if (v === null || v === undefined) return '';
      if (s.art === 'euro' && typeof v === 'number') return betrag(v);
      if (s.art === 'tag' && typeof v === 'string') return tagLang(v);
      return String(v);
    },
    ...(s.zelle ? { cellRenderer: (p: ICellRendererParams<T>) => (p.data ? s.zelle?.(p.data) : null) } : {}),
    filter: s.art === 'tag' ? 'agDateColumnFilter' : zahl ? 'agNumberColumnFilter' : 'agTextColumnFilter',
    ...(zahl ? { cellClass: 'am-cell-num', headerClass: 'ag-right-aligned-header' } : {}),
    ...(s.breite ? { initialWidth: s.breite } : {}),
    ...(s.flex ? { initialFlex: s.flex } : {}),
    minWidth: s.mindestens ?? 90,
    // „initial“: new definitions (other data, other person) must not undo what was chosen
    initialHide: s.versteckt ?? false,
    initialSort: s.sortiert ?? null,
    tooltipValueGetter: (p) => p.valueFormatted ?? String(p.value ?? ''),
    getQuickFilterText: (p) => String(p.value ?? ''),
  };
}

export default function Grid<T>(props: DataGridProps<T>) {
  const { name, spalten, onOpen, onBereit } = props;
  const api = useRef<GridApi<T> | null>(null);
  const [view, setView] = useState<GridView | null | undefined>(undefined);
  useEffect(() => {
    void loadView(name).then(setView);
  }, [name]);
  const columnDefs = useMemo(() => spalten.map(toColDef), [spalten]);
  const store = () => {
    if (api.current && !api.current.isDestroyed()) {
      keepView(name, { spalten: api.current.getColumnState(), filter: api.current.getFilterModel() });
    }
  };
  // the kept view must be known before the grid is made, else the columns jump
  if (view === undefined) return <div className="am-grid" aria-busy="true" />;
  return (
    <div className="am-grid" role="region" aria-label={props.titel}>
      <AgGridReact<T>
        theme={theme}
        themeCssLayer="grid"
        themeStyleContainer={document.body}
        styleNonce={nonce()}
        localeText={AG_GRID_LOCALE_DE}
        rowData={props.zeilen as T[]}
        columnDefs={columnDefs}
        defaultColDef={{ sortable: true, resizable: true, suppressHeaderMenuButton: true }}
        getRowId={(p) => props.id(p.data)}
        quickFilterText={props.schnellsuche ?? ''}
        overlayNoRowsTemplate={`<span>${props.leer}</span>`}
        suppressCellFocus={false}
        // what does not fit into its column can be read all the same
        tooltipShowMode="whenTruncated"
        tooltipShowDelay={400}
        animateRows={!matchMedia('(prefers-reduced-motion: reduce)').matches}
        {...(props.auswahl === true
          ? {
              rowSelection: { mode: 'multiRow' as const, headerCheckbox: true },
              onSelectionChanged: () => props.onAuswahl?.(api.current?.getSelectedRows() ?? []),
            }
          : {})}
        onGridReady={(e) => {
          api.current = e.api;
          if (view?.spalten) e.api.applyColumnState({ state: view.spalten as never[], applyOrder: true });
          if (view?.filter) e.api.setFilterModel(view.filter as never);
          onBereit?.(lite(e.api, spalten, props.titel, store));
        }}
        onColumnMoved={(e) => (e.finished ? store() : undefined)}
        onColumnResized={(e) => (e.finished && e.source !== 'flex' ? store() : undefined)}
        onColumnVisible={store}
        onSortChanged={store}
        onFilterChanged={store}
        onRowClicked={(e: RowClickedEvent<T>) => {
          const target = e.event?.target;
          if (e.data && !(target instanceof Element && target.closest('a,button,input'))) onOpen?.(e.data);
        }}
        onCellKeyDown={(e) => {
          const key = (e as CellKeyDownEvent<T>).event as KeyboardEvent | null;
          if (key?.key === 'Enter' && e.data) onOpen?.(e.data);
        }}
      />
    </div>
  );
}

function lite<T>(api: GridApi<T>, spalten: readonly Spalte<T>[], titel: string, store: () => void) {
  return {
    exportCsv: () =>
      api.exportDataAsCsv({
        fileName: `${titel}.csv`,
        columnSeparator: ';',
        processCellCallback: (p) => p.formatValue(p.value),
      }),
    resetView: () => {
      api.resetColumnState();
      api.setFilterModel(null);
      store();
    },
    columns: () =>
      spalten.map((s) => ({
        feld: s.feld,
        titel: s.titel,
        sichtbar: api.getColumn(s.feld)?.isVisible() ?? false,
      })),
    showColumn: (feld: string, sichtbar: boolean) => {
      api.setColumnsVisible([feld], sichtbar);
      store();
    },
  };
}
