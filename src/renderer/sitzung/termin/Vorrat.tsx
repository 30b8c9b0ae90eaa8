import { Inbox, Plus } from 'lucide-react';
import type { NichtoeffentlicheSitzung, Sitzung, TopArt, Vorlage } from '../../../domain/sitzung/index.ts';
import type { VorgangRow } from '../../../contract/vorgang.ts';
import { IconButton } from '../../kit/Button.tsx';
import { EmptyState } from '../../kit/Boxes.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { useQuery } from '../../shell/query.ts';
import { call } from '../../bridge.ts';
import { hrefSitzung } from '../fach.ts';
import type { Topvorgabe } from './TopDialog.tsx';

const REIF: Readonly<Record<string, string>> = {
  vorlage: 'freigegeben',
  antrag: 'zugelassen',
  dringlichkeitsentscheidung: 'entschieden',
};

const topArt = (r: VorgangRow): TopArt =>
  r.art === 'antrag' ? (r.felder['art'] === 'anfrage' ? 'anfrage' : 'antrag') : (r.art as TopArt);

/** What waits for an agenda of this body: released papers, admitted motions, urgent decisions. */
export function Vorrat({
  s,
  noe,
  onWahl,
}: {
  readonly s: Sitzung;
  readonly noe: NichtoeffentlicheSitzung | null;
  readonly onWahl: (v: Topvorgabe) => void;
}) {
  const { data } = useQuery('vorgang.list', { arten: Object.keys(REIF), offen: true });
  const schon = new Set([...s.tagesordnung, ...(noe?.punkte ?? [])].map((t) => t.bezug));
  const rows = (data ?? []).filter(
    (r) => r.status.code === REIF[r.art] && !schon.has(r.id) && passt(r, s.gremiumName),
  );
  const choose = async (r: VorgangRow) => {
    const answer = await call('vorgang.get', { id: r.id });
    if (!answer.ok) return toastProblem(answer.problem);
    const state = answer.value.state as Vorlage;
    const beratung =
      r.art === 'vorlage'
        ? (state.beratungsfolge.find((b) => b.gremium === s.gremium && b.ergebnis === null)?.id ?? null)
        : null;
    onWahl({
      art: topArt(r),
      id: r.id,
      titel: r.titel,
      nummer: r.nummer,
      oeffentlich: state.oeffentlich,
      beratung,
    });
  };
  return (
    <Panel titel="Beratungsreif" icon={Inbox} anzahl={rows.length} ruhig buendig>
      {rows.length === 0 ? (
        <EmptyState icon={Inbox} titel="Nichts wartet auf diese Sitzung">
          <p>Freigegebene Vorlagen und zugelassene Anträge erscheinen hier.</p>
        </EmptyState>
      ) : (
        <ul className="am-vorrat">
          {rows.map((r) => (
            <li key={r.id}>
              <span className="am-grow">
                <a href={hrefSitzung(r)}>{r.titel}</a>
                <span className="am-muted am-small">
                  {r.nummer ?? 'ohne Nummer'} · {r.felder['beratungsart'] ?? r.status.text}
                </span>
              </span>
              <IconButton icon={Plus} linie text={`${r.titel} aufnehmen`} onClick={() => void choose(r)} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** A paper names its bodies, an urgent decision the one it was taken for; a motion may go to any. */
function passt(r: VorgangRow, gremium: string): boolean {
  if (r.art === 'vorlage') return r.untertitel.includes(gremium);
  return r.art === 'dringlichkeitsentscheidung' ? r.felder['gremium'] === gremium : true;
}
