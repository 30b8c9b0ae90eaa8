import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../contract/channel.ts';
import { ErrorBox } from './Boxes.tsx';
import { Button } from './Button.tsx';
import { Panel } from './Layout.tsx';
import { Table, type Spalte } from './Table.tsx';

interface Props<T> {
  readonly titel: string;
  /** shows how many there are */
  readonly zaehlt?: boolean;
  readonly rechts?: ReactNode;
  /** the answer the rows come from; while there is none yet, nothing is shown */
  readonly liste: {
    readonly data: readonly T[] | null;
    readonly problem?: Problem | null;
    readonly reload?: () => void;
  };
  /** instead of a table without rows: why it is empty, and what comes next */
  readonly leer: ReactNode;
  /** above the rows */
  readonly davor?: ReactNode;
  /** what the table lists, see `Table` */
  readonly name: string;
  readonly spalten: readonly Spalte[];
  /** one row, with its key */
  readonly zeile: (eintrag: T) => ReactNode;
  /** below the rows, and dialogs */
  readonly children?: ReactNode;
}

/** A panel that is one list: what went wrong in asking for it, why it is empty, or its rows. */
export function ListPanel<T>(p: Props<T>) {
  const { data, problem, reload } = p.liste;
  return (
    <Panel
      titel={p.titel}
      buendig
      {...(p.zaehlt ? { anzahl: data?.length ?? 0, ruhig: true } : {})}
      rechts={p.rechts}
    >
      {problem ? (
        <div className="am-panel__body">
          <ErrorBox problem={problem}>
            {reload ? (
              <Button klein icon={RotateCcw} onClick={reload}>
                Erneut fragen
              </Button>
            ) : null}
          </ErrorBox>
        </div>
      ) : null}
      {p.davor ? <div className="am-panel__body am-stack-s">{p.davor}</div> : null}
      {data === null ? null : data.length === 0 ? (
        p.leer
      ) : (
        <Table name={p.name} spalten={p.spalten}>
          {data.map(p.zeile)}
        </Table>
      )}
      {p.children}
    </Panel>
  );
}
