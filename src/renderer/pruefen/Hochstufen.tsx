import './pruefen.css';
import { Archive, CheckCheck, Download, ShieldPlus } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { UpgradedFile, UpgradeEntry } from '../../contract/upgrade.ts';
import { call } from '../bridge.ts';
import { hrefOf, type PageProps } from '../faecher.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState, ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import { Checkbox } from '../kit/Choice.tsx';
import { tagLang, zeitLang } from '../kit/format.ts';
import { PageHeader, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { downloadUrl } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';

interface Ergebnis {
  readonly eintrag: UpgradeEntry;
  readonly datei: UpgradedFile | null;
  readonly problem: Problem | null;
}

/** Documents whose signatures lack proof: made up for one by one or all at once, without a key. */
export default function Hochstufen(_: PageProps) {
  const liste = useQuery('upgrade.list', null);
  const [ab, setAb] = useState<ReadonlySet<string>>(new Set());
  const [fertig, setFertig] = useState<readonly Ergebnis[]>([]);
  const [lauf, setLauf] = useState<readonly [number, number] | null>(null);
  const eintraege = liste.data?.eintraege ?? [];
  const gewaehlt = eintraege.filter((e) => !ab.has(e.sha256));
  const kann = liste.data?.dienst === 'erreichbar';
  const run = async (auswahl: readonly UpgradeEntry[]) => {
    for (const [i, eintrag] of auswahl.entries()) {
      setLauf([i, auswahl.length]);
      const answer = await call('upgrade.run', { sha256: eintrag.sha256 });
      const ergebnis = {
        eintrag,
        datei: answer.ok ? answer.value : null,
        problem: answer.ok ? null : answer.problem,
      };
      setFertig((f) => [ergebnis, ...f.filter((e) => e.eintrag.sha256 !== eintrag.sha256)]);
    }
    setLauf(null);
    liste.reload();
  };
  const forget = async (sha256: string) => {
    await call('upgrade.forget', { sha256 });
    liste.reload();
  };
  const toggle = (sha256: string, an: boolean) =>
    setAb((alt) => {
      const next = new Set(alt);
      if (an) next.delete(sha256);
      else next.add(sha256);
      return next;
    });
  const zeile = (e: UpgradeEntry) => (
    <Zeile
      key={e.sha256}
      eintrag={e}
      an={!ab.has(e.sha256)}
      frei={kann && lauf === null}
      onWahl={(an) => toggle(e.sha256, an)}
      onRun={() => void run([e])}
      onForget={() => void forget(e.sha256)}
    />
  );
  const stufe = eintraege.filter((e) => e.art === 'stufe');
  const archiv = eintraege.filter((e) => e.art === 'archiv');
  return (
    <div className="am-page">
      <PageHeader
        titel="Signaturen hochstufen"
        pfad={[
          { text: 'Arbeitskorb', href: '#/arbeitskorb' },
          { text: 'PDF prüfen', href: '#/pruefen' },
          { text: 'Hochstufen' },
        ]}
      >
        {eintraege.length > 0 ? (
          <Button
            art="primary"
            icon={ShieldPlus}
            disabled={!kann || gewaehlt.length === 0}
            busy={lauf !== null}
            onClick={() => void run(gewaehlt)}
          >
            {gewaehlt.length === eintraege.length
              ? 'Alle hochstufen'
              : `${gewaehlt.length} von ${eintraege.length} hochstufen`}
          </Button>
        ) : null}
      </PageHeader>
      {liste.problem ? <ErrorBox problem={liste.problem} /> : null}
      {eintraege.length > 0 && liste.data ? <Dienst dienst={liste.data.dienst} /> : null}
      {lauf ? <Progress erledigt={lauf[0]} gesamt={lauf[1]} text="Dokumenten hochgestuft" /> : null}
      {fertig.length > 0 ? <Ergebnisse fertig={fertig} /> : null}
      {liste.data && eintraege.length === 0 ? (
        <Panel>
          <EmptyState icon={CheckCheck} titel="Nichts zu tun">
            <p>
              Jede Unterschrift, die hier geleistet wurde, hat die gewünschte Stufe. Was ohne Netz
              unterschrieben wird, erscheint hier und wird angeboten, sobald der Zeitstempeldienst antwortet.
            </p>
          </EmptyState>
        </Panel>
      ) : null}
      {stufe.length > 0 ? (
        <Panel titel="Wartet auf eine höhere Stufe" anzahl={stufe.length} buendig>
          <ul className="am-hochstufen">{stufe.map(zeile)}</ul>
        </Panel>
      ) : null}
      {archiv.length > 0 ? (
        <Panel titel="Archivzeitstempel läuft ab" icon={Archive} anzahl={archiv.length} buendig>
          <ul className="am-hochstufen">{archiv.map(zeile)}</ul>
        </Panel>
      ) : null}
    </div>
  );
}

function Dienst({ dienst }: { readonly dienst: 'fehlt' | 'erreichbar' | 'unerreichbar' }) {
  if (dienst === 'erreichbar')
    return (
      <Note art="info">
        Ergänzt werden Zeitstempel und Prüfdaten. Inhalt und Unterschriften bleiben, wie sie sind; einen
        Schlüssel brauchen Sie dazu nicht.
      </Note>
    );
  if (dienst === 'fehlt')
    return (
      <Note art="warnung" titel="Kein Zeitstempeldienst eingetragen">
        Die Systemverwaltung trägt ihn unter Einstellungen › Vertrauenswürdige Aussteller ein.
      </Note>
    );
  return (
    <Note art="warnung" titel="Der Zeitstempeldienst antwortet nicht">
      Sie können weiterarbeiten. Sobald er wieder antwortet, wird das Hochstufen angeboten.
    </Note>
  );
}

interface ZeileProps {
  readonly eintrag: UpgradeEntry;
  readonly an: boolean;
  readonly frei: boolean;
  readonly onWahl: (an: boolean) => void;
  readonly onRun: () => void;
  readonly onForget: () => void;
}

function Zeile({ eintrag: e, an, frei, onWahl, onRun, onForget }: ZeileProps) {
  const { vorgang } = e;
  const verb = e.art === 'stufe' ? 'Hochstufen' : 'Erneuern';
  return (
    <li className="am-hochstufen__zeile">
      <Checkbox checked={an} onChange={onWahl}>
        <span className="am-strong">{e.name}</span>
      </Checkbox>
      <div className="am-grow am-small">
        {vorgang ? (
          <a className="am-link" href={hrefOf(vorgang)}>
            {vorgang.titel}
          </a>
        ) : (
          <span className="am-muted">von der Festplatte</span>
        )}
        <p className="am-muted">
          {e.art === 'stufe'
            ? `unterschrieben ${zeitLang(e.zeit)}`
            : `Zeitstempel prüfbar bis ${tagLang(e.zeit.slice(0, 10))}`}
        </p>
      </div>
      <StatusTag
        stufe={e.art === 'stufe' ? 'wartet' : 'warnung'}
        text={e.art === 'stufe' ? `${e.ist} → ${e.soll}` : 'erneuern'}
      />
      <div className="am-row">
        {e.art === 'stufe' && vorgang === null ? (
          <Button klein art="tertiary" aria-label={`So belassen: ${e.name}`} onClick={onForget}>
            So belassen
          </Button>
        ) : null}
        <Button klein disabled={!frei} aria-label={`${verb}: ${e.name}`} onClick={onRun}>
          {verb}
        </Button>
      </div>
    </li>
  );
}

function Ergebnisse({ fertig }: { readonly fertig: readonly Ergebnis[] }) {
  return (
    <Panel titel="Ergebnis" buendig>
      <ul className="am-hochstufen" aria-live="polite">
        {fertig.map(({ eintrag, datei, problem }) => (
          <li key={eintrag.sha256} className="am-hochstufen__zeile">
            <span className="am-strong">{eintrag.name}</span>
            <div className="am-grow am-small">
              {problem ? (
                <>
                  <p>{problem.cause}</p>
                  <p className="am-muted">{problem.next}</p>
                </>
              ) : (
                <p className="am-muted">{datei?.hinweis}</p>
              )}
            </div>
            {problem ? <StatusTag stufe="fehler" text={problem.heading} /> : null}
            {datei ? <StatusTag stufe="gut" text={`jetzt ${datei.stufe}`} /> : null}
            {datei ? (
              <a
                className="am-link am-row"
                href={downloadUrl(datei.document.sha256, datei.document.name)}
                download={datei.document.name}
              >
                <Download size={16} aria-hidden /> Speichern
                <span className="kern-sr-only"> {eintrag.name}</span>
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
