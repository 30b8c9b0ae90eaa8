import type { AuftragState } from '../../../domain/bestattung/auftrag/state.ts';
import { grabartText } from '../../../domain/bestattung/begriffe.ts';
import { formatGrab } from '../../../domain/bestattung/grab.ts';
import { tagMitWochentag, tagVon, uhrzeit } from '../../kit/format.ts';
import { DescriptionList, Panel } from '../../kit/Layout.tsx';

/** What is ordered: the grave in large figures first, for it is what counts. */
export function Auftragsangaben({ s }: { readonly s: AuftragState }) {
  const { inhalt } = s;
  const { einsatz } = inhalt;
  return (
    <Panel titel="Auftrag">
      <div className="fh-grab">
        <span className="am-muted">Grab</span>
        <b>{einsatz.grab?.schluessel ?? 'offen'}</b>
        <span>{einsatz.grab ? formatGrab(einsatz.grab.schluessel) : ''}</span>
      </div>
      <DescriptionList
        breit
        angaben={[
          ['Name', inhalt.name],
          [inhalt.zweitesMerkmal.art, inhalt.zweitesMerkmal.wert],
          ['Friedhof', `${einsatz.friedhofName}, ${einsatz.adresse}`],
          ['Zufahrt', einsatz.zufahrt],
          [
            'Aushub',
            `${tagMitWochentag(tagVon(einsatz.ablauf.aushubBeginn))}, ${uhrzeit(einsatz.ablauf.aushubBeginn)}–${uhrzeit(einsatz.ablauf.aushubEnde)} Uhr`,
          ],
          ['Beginn', `${tagMitWochentag(tagVon(inhalt.beginn))}, ${uhrzeit(inhalt.beginn)} Uhr`],
          [
            'Halle',
            einsatz.halleName ? `${einsatz.halleName}, ${inhalt.feierMin} min` : 'keine Feier in der Halle',
          ],
          ['Am Grab', `${uhrzeit(einsatz.ablauf.beisetzungBeginn)} Uhr`],
          [
            'Grabart und Maße',
            einsatz.grab
              ? `${grabartText[einsatz.grab.grabart]}, ${einsatz.grab.masse.laengeCm} × ${einsatz.grab.masse.breiteCm} cm, Tiefe ${einsatz.grab.masse.tiefeCm} cm, Stelle ${einsatz.grab.stelle}`
              : '',
          ],
          ['Sarg', inhalt.sarg ? `${inhalt.sarg.laengeCm} × ${inhalt.sarg.breiteCm} cm` : ''],
          ['Bagger', einsatz.baggerName ?? ''],
          ['Grabmal', einsatz.grab?.denkmal ? 'vorhanden, vor einem Sarg abräumen' : ''],
          ['Redner, Musik', [inhalt.redner, inhalt.musik].filter(Boolean).join(', ')],
          ['Träger', inhalt.traeger],
          ['Bestatter', [inhalt.bestatter.name, inhalt.bestatter.telefon].filter(Boolean).join(', ')],
          ['Hinweis', inhalt.hinweis],
          ['Fassung', `${s.fassung}${s.fassung > 1 ? `, ersetzt Fassung ${s.fassung - 1}` : ''}`],
        ]}
      />
    </Panel>
  );
}
