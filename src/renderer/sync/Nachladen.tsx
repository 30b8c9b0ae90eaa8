import { CloudDownload } from 'lucide-react';
import { useEffect, useId, type ReactNode } from 'react';
import { Button } from '../kit/Button.tsx';
import { EmptyState, ErrorBox, Progress } from '../kit/Boxes.tsx';
import { anzahl, groesse } from '../kit/format.ts';
import { useQuery } from '../shell/query.ts';
import { useApp } from '../shell/state.ts';
import { anteil, useBytes, useLaden } from './verkehr.ts';

/**
 * In the place of a document that is not on this device yet: it is fetched before all others, because somebody looks
 * at it, and shown when it is here.
 */
export function Nachladen({
  sha256,
  titel,
  children,
}: {
  readonly sha256: string;
  readonly titel: string;
  readonly children: ReactNode;
}) {
  const verbunden = (useApp().app?.sync.art ?? 'einzelplatz') !== 'einzelplatz';
  const lage = useQuery('dokument.lage', verbunden ? { sha256 } : undefined);
  const { laden, laeuft, problem } = useLaden();
  const fehlt = lage.data !== null && lage.data.stand !== 'da';
  useEffect(() => {
    if (fehlt) void laden(sha256);
    // once for each document that is looked at; after that the button asks
    // eslint-disable-next-line
  }, [sha256, fehlt]);
  if (!verbunden || lage.data?.stand === 'da') return children;
  if (!lage.data) return <section className="am-panel am-mitte__leer" aria-busy="true" aria-label={titel} />;
  return (
    <section className="am-panel am-mitte__leer" aria-label={titel}>
      <EmptyState icon={CloudDownload} titel="Noch nicht auf diesem Rechner">
        {laeuft || lage.data.stand === 'laeuft' ? (
          <Lauf sha256={sha256} text={titel} erledigt={lage.data.erledigt} gesamt={lage.data.gesamt} />
        ) : (
          <>
            {problem ? <ErrorBox problem={problem} /> : null}
            <p>
              <Button art="primary" icon={CloudDownload} onClick={() => void laden(sha256)}>
                Jetzt laden
              </Button>
            </p>
          </>
        )}
      </EmptyState>
    </section>
  );
}

function Lauf({
  sha256,
  text,
  erledigt,
  gesamt,
}: {
  readonly sha256: string;
  readonly text: string;
  readonly erledigt: number;
  readonly gesamt: number | null;
}) {
  const jetzt = useBytes().get(sha256);
  const von = jetzt?.total ?? gesamt;
  return von ? (
    <>
      <Progress erledigt={jetzt?.done ?? erledigt} gesamt={von} text={`${text} wird geladen`} prozent />
      <p className="am-muted am-small">
        {groesse(jetzt?.done ?? erledigt)} von {groesse(von)}
      </p>
    </>
  ) : (
    <p role="status">{text} wird geladen …</p>
  );
}

/** Documents of a Vorgang that are not on this device yet, each to be fetched at once; nothing when all are here. */
export function FehlendeDokumente({ vorgang }: { readonly vorgang: string }) {
  const { app } = useApp();
  const verbunden = (app?.sync.art ?? 'einzelplatz') !== 'einzelplatz';
  const fehlend = useQuery('dokument.fehlend', verbunden ? { vorgang } : undefined);
  const bytes = useBytes();
  const { laden, laeuft, problem } = useLaden();
  const id = useId();
  const rows = fehlend.data ?? [];
  if (rows.length === 0) return null;
  const da = app?.sync.art === 'verbunden';
  return (
    <section className="am-box am-box--info" aria-labelledby={id}>
      <CloudDownload size={20} aria-hidden />
      <p className="am-box__titel" id={id}>
        {anzahl(rows.length, 'Dokument ist', 'Dokumente sind')} noch nicht auf diesem Rechner
      </p>
      <div className="am-stack-s">
        <p className="am-small">
          {da
            ? 'Was fehlt, kommt von selbst. Brauchen Sie ein Dokument gleich, laden Sie es vor den anderen.'
            : 'Was fehlt, kommt, sobald die Zentrale wieder erreichbar ist.'}
        </p>
        {problem ? <ErrorBox problem={problem} /> : null}
        <ul className="am-fehlend">
          {rows.map((r) => {
            const prozent = anteil(r, bytes.get(r.sha256));
            const laedt = r.stand === 'laeuft' || laeuft === r.sha256;
            return (
              <li key={r.sha256}>
                <span className="am-grow">
                  {r.name}
                  <span className="am-muted am-small">
                    {' – '}
                    {laedt
                      ? `wird geladen${prozent === null ? ' …' : `, ${prozent} %`}`
                      : r.problem
                        ? r.problem.cause
                        : r.erledigt > 0
                          ? `wartet, ${groesse(r.erledigt)} sind schon da`
                          : 'wartet'}
                  </span>
                </span>
                <Button
                  klein
                  busy={laedt}
                  disabled={laeuft !== null}
                  aria-label={`Jetzt laden: ${r.name}`}
                  onClick={() => void laden(r.sha256)}
                >
                  Jetzt laden
                </Button>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
