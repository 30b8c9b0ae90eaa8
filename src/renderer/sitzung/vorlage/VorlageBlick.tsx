import { Download, FileLock2, FileText } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { findEinheit, type Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import {
  aktuelleFassung,
  type NichtoeffentlicheAnlage,
  type Vorlage,
} from '../../../domain/sitzung/index.ts';
import { EmptyState } from '../../kit/Boxes.tsx';
import { tagLang } from '../../kit/format.ts';
import { DescriptionList, Panel } from '../../kit/Layout.tsx';
import { StatusTag } from '../../kit/Status.tsx';
import { Tabs } from '../../kit/Tabs.tsx';
import { downloadUrl } from '../../kit/upload.ts';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { personName, useVorgang } from '../daten.ts';
import { AUSGANG, BERATUNGSROLLE } from '../texte.ts';

interface Props {
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly verzeichnis: Verzeichnis;
  readonly heute: Tag;
}

/** The facts of a paper: who, where it goes, its annexes, its history. */
export function VorlageBlick({ view, s, verzeichnis }: Props) {
  const [reiter, setReiter] = useState('angaben');
  const { anlagen } = aktuelleFassung(s).inhalt;
  const stelle = findEinheit(verzeichnis, s.einheit);
  return (
    <Panel titel="Auf einen Blick" scroll buendig className="am-blick">
      <Tabs
        name="Einzelheiten"
        value={reiter}
        onChange={setReiter}
        reiter={[
          {
            id: 'angaben',
            text: 'Angaben',
            inhalt: (
              <div className="am-stack">
                <DescriptionList
                  angaben={[
                    ['Nummer', s.nummer ?? 'folgt mit der Bestätigung'],
                    ['Federführend', stelle ? `${stelle.kuerzel} ${stelle.name}` : null],
                    ['Verfasst von', personName(verzeichnis, s.verfasser)],
                    ['Beratungsart', s.oeffentlich ? 'öffentlich' : 'nichtöffentlich'],
                    [
                      'Antrag',
                      s.antrag ? (
                        <a href={`#/sitzung/antrag/${s.antrag}`}>Zum zugrunde liegenden Antrag</a>
                      ) : null,
                    ],
                  ]}
                />
                <div>
                  <h3>Beratungsfolge</h3>
                  {s.beratungsfolge.length === 0 ? (
                    <p className="am-muted">Noch nicht festgelegt.</p>
                  ) : (
                    <ol className="am-folge">
                      {s.beratungsfolge.map((b) => (
                        <li key={b.id}>
                          <b className="am-strong">{b.gremiumName}</b>
                          <span className="am-muted am-small">
                            {BERATUNGSROLLE[b.rolle]}
                            {b.massgeblich ? ' · maßgeblich' : ''}
                            {b.sitzungstag && b.sitzung ? (
                              <>
                                {' · '}
                                <a href={`#/sitzung/termin/${b.sitzung}`}>{tagLang(b.sitzungstag)}</a>
                              </>
                            ) : null}
                          </span>
                          {b.ergebnis ? (
                            <StatusTag
                              stufe={
                                b.ergebnis.ausgang === 'angenommen' || b.ergebnis.ausgang === 'zurKenntnis'
                                  ? 'gut'
                                  : 'warnung'
                              }
                              text={b.ergebnis.text || (AUSGANG[b.ergebnis.ausgang] ?? '')}
                            />
                          ) : null}
                        </li>
                      ))}
                    </ol>
                  )}
                </div>
                {s.rueckgaben.map((r) => (
                  <div key={r.am}>
                    <h3>Zurückgegeben</h3>
                    <p className="am-quote">„{r.grund}“</p>
                    <p className="am-muted am-small">{personName(verzeichnis, r.von)}</p>
                  </div>
                ))}
              </div>
            ),
          },
          {
            id: 'anlagen',
            text: `Anlagen (${anlagen.length + s.nichtoeffentlicheAnlagen.length})`,
            inhalt: (
              <>
                {anlagen.length + s.nichtoeffentlicheAnlagen.length === 0 ? (
                  <EmptyState icon={FileText} titel="Keine Anlagen">
                    <p>Öffentliche Anlagen kommen beim Bearbeiten dazu, nichtöffentliche über „…“.</p>
                  </EmptyState>
                ) : null}
                <ul className="am-dateien">
                  {anlagen.map((a) => (
                    <Datei key={a.id} name={a.bezeichnung} sha256={a.sha256} zusatz="öffentlich" />
                  ))}
                  {s.nichtoeffentlicheAnlagen.map((id) => (
                    <Verborgen key={id} id={id} />
                  ))}
                </ul>
              </>
            ),
          },
          { id: 'verlauf', text: 'Verlauf', inhalt: <Verlauf id={view.id} art={view.art} /> },
        ]}
      />
    </Panel>
  );
}

/** A non-public annex: named only to those who may read it. */
function Verborgen({ id }: { readonly id: string }) {
  const { s, problem } = useVorgang<NichtoeffentlicheAnlage>(id);
  if (problem)
    return (
      <li className="am-datei">
        <FileLock2 size={18} aria-hidden />
        <span className="am-muted">Nichtöffentliche Anlage, für Sie nicht sichtbar</span>
      </li>
    );
  if (!s || s.entfernt !== null) return null;
  return (
    <Datei
      name={s.anlage.bezeichnung}
      sha256={s.anlage.sha256}
      zusatz={`nichtöffentlich: ${s.grund}`}
      verborgen
    />
  );
}

function Datei(p: {
  readonly name: string;
  readonly sha256: string;
  readonly zusatz: string;
  readonly verborgen?: boolean;
}) {
  const Icon = p.verborgen ? FileLock2 : FileText;
  return (
    <li className="am-datei">
      <Icon size={18} aria-hidden />
      <div className="am-grow">
        {p.name}
        <p className="am-muted am-small">{p.zusatz}</p>
      </div>
      <a
        className="am-icon-btn"
        href={downloadUrl(p.sha256, `${p.name}.pdf`)}
        download={`${p.name}.pdf`}
        aria-label={`${p.name} speichern`}
        title="Speichern"
      >
        <Download size={20} aria-hidden />
      </a>
    </li>
  );
}
