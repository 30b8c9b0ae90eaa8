import { BadgeCheck, Download, FileLock2, FolderArchive, SearchCheck, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { Paket } from '../../../contract/sitzung.ts';
import { nextActions, offeneTreffer, type Leckpruefung } from '../../../domain/sitzung/index.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { zeitLang } from '../../kit/format.ts';
import { StatusTag } from '../../kit/Status.tsx';
import { toast } from '../../kit/toasts.ts';
import { downloadUrl } from '../../kit/upload.ts';
import { refreshAll } from '../../shell/query.ts';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { findAktion, personName, problemFor } from '../daten.ts';
import { GrundDialog } from '../GrundDialog.tsx';
import type { TerminProps } from './TerminAnsicht.tsx';

type Treffer = Leckpruefung['treffer'][number];

/** The two packages. The public one leaves only after its finished file was searched and nothing was found. */
export function Pakete(p: TerminProps) {
  const { view, s, noe, app, verzeichnis } = p;
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [maengel, setMaengel] = useState<Paket['maengel']>([]);
  const [heben, setHeben] = useState<Treffer | null>(null);
  const make = async (art: 'oeffentlich' | 'vollstaendig') => {
    setBusy(art);
    setProblem(null);
    const answer = await call('sitzung.paket', { sitzung: view.id, art });
    setBusy(null);
    if (!answer.ok) return setProblem(answer.problem);
    setMaengel(answer.value.maengel);
    refreshAll();
    toast(
      art === 'oeffentlich'
        ? `Öffentliches Paket geprüft: ${answer.value.treffer === 0 ? 'kein Treffer' : `${answer.value.treffer} Treffer`}.`
        : 'Das vollständige Paket ist fertig.',
      `${answer.value.seiten} Seiten`,
    );
  };
  const release = async () => {
    if (!noe) return;
    const answer = await execute(noe.view, { type: 'releaseOeffentlichesPaket' });
    if (answer.ok) sayDone('Das öffentliche Paket ist freigegeben.', answer.value);
    else setProblem(answer.problem);
  };
  const freigegeben = s.oeffentlichesPaket;
  const pruefung = noe?.s.leckpruefung ?? null;
  const offen = pruefung ? offeneTreffer(pruefung) : [];
  const aktionen = noe ? nextActions(noe.s, app.person?.id ?? '', verzeichnis, app.heute) : [];
  const freigabe = findAktion(aktionen, 'releaseOeffentlichesPaket');
  const kann = findAktion(aktionen, 'recordLeckpruefung')?.erlaubt === true;
  const istFrei = pruefung !== null && freigegeben?.dokument === pruefung.dokument;
  return (
    <div className="am-stack">
      {problem ? <ErrorBox problem={problem} /> : null}
      {maengel.map((m) => (
        <Note key={m.cause} art="warnung" titel={m.heading}>
          {m.cause} {m.next}
        </Note>
      ))}
      <section className="am-paket" aria-label="Öffentliches Paket">
        <FolderArchive size={24} aria-hidden />
        <div className="am-grow am-stack-s">
          <h3>Öffentliches Paket</h3>
          <p className="am-muted">
            Öffentliche Punkte mit Vorlagen und öffentlichen Anlagen. Die fertige Datei wird Seite für Seite
            nach nichtöffentlichen Titeln, Texten und Wörtern durchsucht; ein Treffer sperrt sie.
          </p>
          {pruefung ? (
            <p className="am-row">
              {offen.length > 0 ? (
                <StatusTag stufe="fehler" text={`gesperrt: ${offen.length} Treffer`} />
              ) : istFrei ? (
                <StatusTag stufe="gut" text="freigegeben" />
              ) : (
                <StatusTag stufe="wartet" text="geprüft, kein offener Treffer" />
              )}
              <span className="am-muted am-small">
                {pruefung.seiten} Seiten, {zeitLang(pruefung.am)}, {personName(verzeichnis, pruefung.von)}
              </span>
            </p>
          ) : null}
          <div className="am-row">
            {kann ? (
              <Button
                klein
                icon={SearchCheck}
                busy={busy === 'oeffentlich'}
                onClick={() => void make('oeffentlich')}
              >
                {pruefung ? 'Neu erzeugen und prüfen' : 'Erzeugen und prüfen'}
              </Button>
            ) : null}
            {kann && pruefung && !istFrei ? (
              <Button klein icon={BadgeCheck} disabled={!freigabe?.erlaubt} onClick={() => void release()}>
                Freigeben
              </Button>
            ) : null}
            {pruefung && noe ? (
              <a
                className="kern-btn kern-btn--tertiary am-btn--small"
                href={downloadUrl(pruefung.dokument, 'Sitzungspaket-öffentlich.pdf')}
                download
              >
                <Download size={18} aria-hidden />
                <span className="kern-label">Geprüfte Datei speichern</span>
              </a>
            ) : freigegeben ? (
              <a
                className="kern-btn kern-btn--secondary am-btn--small"
                href={downloadUrl(freigegeben.dokument, 'Sitzungspaket-öffentlich.pdf')}
                download
              >
                <Download size={18} aria-hidden />
                <span className="kern-label">Speichern</span>
              </a>
            ) : null}
          </div>
        </div>
      </section>
      {pruefung && pruefung.treffer.length > 0 ? (
        <section aria-label="Treffer im öffentlichen Paket" className="am-stack-s">
          <h3>Treffer im öffentlichen Paket</h3>
          {freigabe?.grund && offen.length > 0 ? (
            <Note art="fehler" titel={problemFor(freigabe.grund).heading}>
              {problemFor(freigabe.grund).next}
            </Note>
          ) : null}
          <ul className="am-treffer">
            {pruefung.treffer.map((t) => (
              <li key={t.id}>
                <ShieldAlert size={20} aria-hidden />
                <div className="am-grow">
                  <b>
                    {t.seite === null ? t.ort : `Seite ${t.seite}`}: {t.bezeichnung}
                  </b>
                  <p className="am-quote">… {t.fundstelle} …</p>
                  {t.aufhebungen.map((a) => (
                    <p key={a.von} className="am-muted am-small">
                      Aufgehoben von {personName(verzeichnis, a.von)}: {a.grund}
                    </p>
                  ))}
                </div>
                <StatusTag
                  stufe={t.aufhebungen.length >= 2 ? 'gut' : 'fehler'}
                  text={`${t.aufhebungen.length} von 2 Aufhebungen`}
                />
                {t.aufhebungen.length < 2 && kann ? (
                  <Button
                    klein
                    disabled={t.aufhebungen.some((a) => a.von === app.person?.id)}
                    onClick={() => setHeben(t)}
                  >
                    Fehltreffer aufheben …
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {noe ? (
        <section className="am-paket" aria-label="Vollständiges Paket">
          <FileLock2 size={24} aria-hidden />
          <div className="am-grow am-stack-s">
            <h3>Vollständiges Paket</h3>
            <p className="am-muted">Beide Teile mit allen Anlagen, nur für die Mitglieder des Gremiums.</p>
            <div className="am-row">
              {kann ? (
                <Button
                  klein
                  icon={FolderArchive}
                  busy={busy === 'vollstaendig'}
                  onClick={() => void make('vollstaendig')}
                >
                  {noe.s.vollstaendigesPaket ? 'Neu erzeugen' : 'Erzeugen'}
                </Button>
              ) : null}
              {noe.s.vollstaendigesPaket ? (
                <a
                  className="kern-btn kern-btn--tertiary am-btn--small"
                  href={downloadUrl(noe.s.vollstaendigesPaket.dokument, 'Sitzungspaket-vollständig.pdf')}
                  download
                >
                  <Download size={18} aria-hidden />
                  <span className="kern-label">Speichern</span>
                </a>
              ) : null}
            </div>
          </div>
        </section>
      ) : null}
      {heben && noe ? (
        <GrundDialog
          titel="Fehltreffer aufheben"
          verb="Aufheben"
          icon={ShieldAlert}
          view={noe.view}
          ist="Ihre Aufhebung ist festgehalten."
          label="Warum ist das kein Treffer?"
          command={(grund) => ({ type: 'liftTreffer', treffer: heben.id, grund })}
          onClose={() => setHeben(null)}
        >
          <Note art="warnung">
            Zwei Personen müssen den Treffer unabhängig voneinander aufheben. {heben.bezeichnung}
          </Note>
          <p className="am-quote">… {heben.fundstelle} …</p>
        </GrundDialog>
      ) : null}
    </div>
  );
}
