import { Camera, FileQuestion, Printer, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { werteAus } from '../../../domain/bestattung/auftrag/auswertung.ts';
import { abgabeAn, kolonneVon, kolonnenVon } from '../../../domain/bestattung/auftrag/kolonnen.ts';
import { torText } from '../../../domain/bestattung/auftrag/schema.ts';
import type { AuftragState } from '../../../domain/bestattung/auftrag/state.ts';
import { naechsterSchritt } from '../../../domain/bestattung/auswahl/kolonnentag.ts';
import { nextAuftragActions } from '../../../domain/bestattung/auswahl/naechsteAktionen.ts';
import { bestattungsartText } from '../../../domain/bestattung/begriffe.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { PageProps } from '../../faecher.ts';
import { call } from '../../bridge.ts';
import { EmptyState, ErrorBox } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { tagVon } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { useQuery } from '../../shell/query.ts';
import { execute, newId, sayDone } from '../../vorgang/execute.ts';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import { BlattDialog } from '../teile.tsx';
import { Auftragsangaben } from './Auftragsangaben.tsx';
import { Auftragslage } from './Auftragslage.tsx';
import { useAussen } from './aussen.ts';
import { Meldungen } from './Bericht.tsx';
import { MeldungDialog, type Meldungsart } from './MeldungDialog.tsx';
import { Schrittfolge } from './Schrittfolge.tsx';
import { TorDialog } from './TorDialog.tsx';

/** The crew's work order: what is ordered, what is done, what comes next. Nothing of the office beyond that. */
export default function AuftragSeite({ app, id }: PageProps & { readonly id: string }) {
  const view = useQuery('vorgang.get', { id });
  const verzeichnis = useQuery('verzeichnis.get', null);
  useAussen();
  if (view.problem && !view.data) return <ErrorBox problem={view.problem} />;
  if (!view.data || !verzeichnis.data) return <div className="am-page" aria-busy="true" />;
  if (view.data.art !== 'arbeitsauftrag')
    return <EmptyState icon={FileQuestion} titel="Das ist kein Arbeitsauftrag" />;
  return (
    <Ansicht
      person={app.person?.id ?? ''}
      buero={app.person?.rollen.includes('friedhofsverwaltung') ?? false}
      heute={app.heute}
      view={view.data}
      verzeichnis={verzeichnis.data}
    />
  );
}

interface Props {
  readonly person: string;
  readonly buero: boolean;
  readonly heute: string;
  readonly view: VorgangView;
  readonly verzeichnis: Verzeichnis;
}

function Ansicht({ person, buero, heute, view, verzeichnis }: Props) {
  const s = view.state as AuftragState;
  const { inhalt } = s;
  const { einsatz } = inhalt;
  const [dialog, setDialog] = useState<Meldungsart | 'tor' | 'buero' | null>(null);
  const [blatt, setBlatt] = useState<DocumentInfo | null>(null);
  const [busy, setBusy] = useState(false);
  const auswertung = werteAus(s);
  const naechstes = naechsterSchritt(s);
  const aktionen = view.nurLesen ? [] : nextAuftragActions(s, person, verzeichnis, heute);
  const haupt = aktionen.find((a) => a.haupt);
  const kolonne = kolonneVon(verzeichnis, person, heute, kolonnenVon(s));
  const abgegeben = kolonne === null ? null : abgabeAn(s, kolonne);
  // Comparing the order with the index of graves is the office's part, before the crew begins.
  const bueroOffen =
    buero &&
    !s.zurueckgezogen &&
    !s.abgeschlossen &&
    !auswertung.tore.some((t) => t.tor === 'buero' && t.bestanden);

  const melde = async () => {
    if (haupt?.command === 'reportGrabpruefung') return setDialog('tor');
    if (haupt?.command === 'liftStopp' || haupt?.command === 'settleKlaerung')
      return setDialog(haupt.command);
    setBusy(true);
    const command =
      haupt?.command === 'acknowledgeAuftrag'
        ? { type: 'acknowledgeAuftrag', fassung: s.fassung }
        : await schrittBefehl();
    const answer = command === null ? null : await execute(view, command as never);
    setBusy(false);
    if (answer?.ok)
      sayDone(haupt?.command === 'acknowledgeAuftrag' ? 'Quittiert.' : 'Gemeldet.', answer.value);
    else if (answer) toastProblem(answer.problem);
  };
  const schrittBefehl = async () => {
    const id = await newId();
    if (typeof id !== 'string') {
      toastProblem(id);
      return null;
    }
    return naechstes?.art === 'schritt'
      ? {
          type: 'reportSchritt',
          id,
          fassung: s.fassung,
          foto: null,
          bemerkung: '',
          schritt: naechstes.schritt,
        }
      : null;
  };
  const drucke = async () => {
    const answer = await call('print.create', { vorgang: view.id, form: 'arbeitsauftrag' });
    if (answer.ok) setBlatt(answer.value);
    else toastProblem(answer.problem);
  };

  return (
    <Vorgangsrahmen
      view={view}
      titel={`${bestattungsartText[inhalt.bestattungsart]} ${inhalt.name}`}
      pfad={[
        {
          text: 'Kolonnentag',
          href: `#/friedhof/tag?tag=${tagVon(inhalt.beginn)}&kolonne=${einsatz.kolonne}`,
        },
        { text: s.nummer ?? 'Arbeitsauftrag' },
      ]}
      fliesst
      className="fh-aussen"
      aktionen={
        <Button art="tertiary" icon={Printer} onClick={() => void drucke()}>
          Auftrag drucken
        </Button>
      }
    >
      <Auftragslage s={s} auswertung={auswertung} abgegeben={abgegeben} />
      {bueroOffen ? (
        <Button icon={ShieldCheck} className="fh-gross" onClick={() => setDialog('buero')}>
          {`Melden: Prüfung ${torText.buero}`}
        </Button>
      ) : null}
      {haupt ? (
        <Button
          art="primary"
          className="fh-gross"
          busy={busy}
          icon={haupt.command === 'reportGrabpruefung' ? ShieldCheck : undefined}
          taste="Strg+Enter"
          onClick={() => void melde()}
        >
          {haupt.command === 'reportSchritt' ? `Melden: ${haupt.text}` : haupt.text.replace('...', '…')}
        </Button>
      ) : null}
      <div className="fh-zwei">
        <Auftragsangaben s={s} />
        <div className="am-stack">
          <Panel titel="Schritte und Prüfungen">
            <Schrittfolge s={s} auswertung={auswertung} />
            <div className="fh-nebentaten">
              {aktionen
                .filter((a) => !a.haupt)
                .map((a) => (
                  <Button key={a.command} onClick={() => setDialog(a.command as Meldungsart)}>
                    {a.text.replace('...', '…')}
                  </Button>
                ))}
              {aktionen.some((a) => a.command === 'reportAbweichung') ? (
                <Button icon={Camera} onClick={() => setDialog('foto')}>
                  Foto melden …
                </Button>
              ) : null}
            </div>
          </Panel>
          {s.meldungen.length > 0 ? (
            <Panel titel="Gemeldet" anzahl={s.meldungen.length} ruhig>
              <Meldungen s={s} verzeichnis={verzeichnis} />
            </Panel>
          ) : null}
        </div>
      </div>
      {dialog === 'buero' ? (
        <TorDialog view={view} s={s} tor="buero" onClose={() => setDialog(null)} />
      ) : dialog === 'tor' && naechstes?.art === 'tor' ? (
        <TorDialog view={view} s={s} tor={naechstes.tor} onClose={() => setDialog(null)} />
      ) : dialog !== null && dialog !== 'tor' ? (
        <MeldungDialog
          art={dialog}
          view={view}
          s={s}
          naechster={naechstes?.art === 'schritt' ? naechstes.schritt : null}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {blatt ? (
        <BlattDialog
          titel="Arbeitsauftrag"
          sha256={blatt.sha256}
          name={blatt.name}
          onClose={() => setBlatt(null)}
        />
      ) : null}
    </Vorgangsrahmen>
  );
}
