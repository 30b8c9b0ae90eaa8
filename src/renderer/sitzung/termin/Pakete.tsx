import { BadgeCheck, Download, FileLock2, FolderArchive, SearchCheck, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { Paket } from '../../../contract/sitzung.ts';
import { nextActions, offeneTreffer } from '../../../domain/sitzung/index.ts';
import { call } from '../../bridge.ts';
import { Button, LinkButton } from '../../kit/Button.tsx';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { zeitLang } from '../../kit/format.ts';
import { StatusTag } from '../../kit/Status.tsx';
import { toast } from '../../kit/toasts.ts';
import { downloadUrl } from '../../kit/upload.ts';
import { refreshAll } from '../../shell/query.ts';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { findAktion, personName } from '../daten.ts';
import type { TerminProps } from './props.ts';
import { Trefferliste } from './Trefferliste.tsx';

/** The two packages. The public one leaves only after its finished file was searched and nothing was found. */
export function Pakete(p: TerminProps) {
  const { view, s, noe, app, verzeichnis } = p;
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [maengel, setMaengel] = useState<Paket['maengel']>([]);
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
      <Paketabschnitt
        icon={FolderArchive}
        titel="Öffentliches Paket"
        text="Öffentliche Punkte mit Vorlagen und öffentlichen Anlagen. Die fertige Datei wird Seite für Seite nach nichtöffentlichen Titeln, Texten und Wörtern durchsucht; ein Treffer sperrt sie."
        stand={
          pruefung ? (
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
          ) : null
        }
      >
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
          <Speichern dokument={pruefung.dokument} name="öffentlich" text="Geprüfte Datei speichern" />
        ) : freigegeben ? (
          <Speichern dokument={freigegeben.dokument} name="öffentlich" />
        ) : null}
      </Paketabschnitt>
      {noe && pruefung && pruefung.treffer.length > 0 ? (
        <Trefferliste
          // a new search has other hits
          key={pruefung.am}
          pruefung={pruefung}
          view={noe.view}
          verzeichnis={verzeichnis}
          ich={app.person?.id ?? ''}
          kann={kann}
          sperre={offen.length > 0 ? (freigabe?.grund ?? null) : null}
        />
      ) : null}
      {noe ? (
        <Paketabschnitt
          icon={FileLock2}
          titel="Vollständiges Paket"
          text="Beide Teile mit allen Anlagen, nur für die Mitglieder des Gremiums."
        >
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
            <Speichern dokument={noe.s.vollstaendigesPaket.dokument} name="vollständig" />
          ) : null}
        </Paketabschnitt>
      ) : null}
    </div>
  );
}

interface AbschnittProps {
  readonly icon: LucideIcon;
  readonly titel: string;
  readonly text: string;
  readonly stand?: ReactNode;
  /** buttons */
  readonly children: ReactNode;
}

function Paketabschnitt({ icon: Icon, titel, text, stand, children }: AbschnittProps) {
  return (
    <section className="am-paket" aria-label={titel}>
      <Icon size={24} aria-hidden />
      <div className="am-grow am-stack-s">
        <h3>{titel}</h3>
        <p className="am-muted">{text}</p>
        {stand}
        <div className="am-row">{children}</div>
      </div>
    </section>
  );
}

function Speichern(p: { readonly dokument: string; readonly name: string; readonly text?: string }) {
  return (
    <LinkButton
      art="tertiary"
      klein
      icon={Download}
      href={downloadUrl(p.dokument, `Sitzungspaket-${p.name}.pdf`)}
      download
    >
      {p.text ?? 'Speichern'}
    </LinkButton>
  );
}
