import { useState } from 'react';
import type { VorgangView } from '../../contract/vorgang.ts';
import { checkVermerk } from '../../domain/beschaffung/vermerk.ts';
import { vorhandene, type Laufzettel } from '../../domain/beschaffung/state.ts';
import { bruttoOfSchaetzung } from '../../domain/beschaffung/wert.ts';
import { findEinheit } from '../../domain/organisation/verzeichnis.ts';
import { nameOf } from '../../domain/umlauf/index.ts';
import { betrag, tagLang, zeitLang } from '../kit/format.ts';
import { DescriptionList, Panel } from '../kit/Layout.tsx';
import { Table } from '../kit/Table.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { Verlauf } from '../vorgang/Verlauf.tsx';
import { Anlagen } from './Anlagen.tsx';
import type { Fakten } from './fakten.ts';
import { LEISTUNGSART } from './texte.ts';

interface Props {
  readonly view: VorgangView;
  readonly s: Laufzettel;
  readonly fakten: Fakten;
  readonly editable: boolean;
  readonly gewaehlt: string | null;
  readonly onDokument: (dokument: string) => void;
}

/** The facts in the order one asks for them: how much, with whom, then the rest in tabs. */
export function AufEinenBlick({ view, s, fakten, editable, gewaehlt, onDokument }: Props) {
  const [reiter, setReiter] = useState('angaben');
  const { schaetzung, lieferant, ergebnis } = s.angaben;
  const dokumente = vorhandene(s);
  return (
    <Panel titel="Auf einen Blick" scroll buendig className="am-blick">
      <div className="am-blick__wert">
        <p className="am-muted">Auftragswert netto</p>
        {schaetzung ? (
          <>
            <p className="am-blick__zahl">{betrag(schaetzung.betragCent)}</p>
            <p className="am-muted am-small">
              {betrag(bruttoOfSchaetzung(schaetzung))} brutto ({schaetzung.ustProzent} % USt.)
            </p>
          </>
        ) : (
          <p>noch nicht geschätzt</p>
        )}
        {ergebnis ? (
          <>
            <p className="am-muted">Ergebnis</p>
            <p className="am-strong">
              {ergebnis.bieter}, {betrag(ergebnis.nettoCent)} netto
            </p>
          </>
        ) : lieferant ? (
          <>
            <p className="am-muted">Lieferant</p>
            <p className="am-strong">{lieferant}</p>
          </>
        ) : null}
      </div>
      <Tabs
        name="Einzelheiten"
        value={reiter}
        onChange={setReiter}
        reiter={[
          { id: 'angaben', text: 'Angaben', inhalt: <Angaben s={s} fakten={fakten} /> },
          {
            id: 'anlagen',
            text: `Anlagen (${dokumente.length})`,
            inhalt: (
              <Anlagen view={view} s={s} editable={editable} gewaehlt={gewaehlt} onDokument={onDokument} />
            ),
          },
          { id: 'verlauf', text: 'Verlauf', inhalt: <Verlauf id={view.id} art={view.art} /> },
        ]}
      />
    </Panel>
  );
}

function Angaben({ s, fakten }: { readonly s: Laufzettel; readonly fakten: Fakten }) {
  const a = s.angaben;
  const stelle = a.bedarfsstelle ? findEinheit(fakten.verzeichnis, a.bedarfsstelle) : null;
  const art = fakten.arten?.inhalt.arten.find((v) => v.code === a.vergabeart);
  const vermerk = checkVermerk(s, fakten.arten?.inhalt ?? null);
  const offen = vermerk.filter((p) => !p.vollstaendig);
  return (
    <div className="am-stack">
      <DescriptionList
        angaben={[
          ['Bedarfsstelle', stelle ? `${stelle.kuerzel} ${stelle.name}` : null],
          ['Bedarf', a.bedarf],
          ['Leistungsart', a.leistungsart ? LEISTUNGSART[a.leistungsart] : null],
          [
            'Vergabeart',
            art ? `${art.bezeichnung}, ${art.norm}${art.geprueft ? '' : ' (nicht geprüft)'}` : a.vergabeart,
          ],
          ['Begründung der Vergabeart', a.vergabeartBegruendung],
          [
            'Schätzung',
            a.schaetzung
              ? [a.schaetzung.methode, a.schaetzung.tag ? tagLang(a.schaetzung.tag) : '']
                  .filter(Boolean)
                  .join(', ')
              : null,
          ],
          ['CPV', a.cpv.join(', ')],
          ['Haushaltsstelle', a.haushaltsstelle],
          ['Haushaltsjahr', a.haushaltsjahr],
          ['Förderung', a.foerderung],
          ['Lieferung bis', a.lieferungBis ? tagLang(a.lieferungBis) : null],
          ['Auftraggeber', a.auftraggeber],
          ['Angelegt', `${nameOf(fakten.verzeichnis, s.angelegtVon)}, ${zeitLang(s.angelegtAm)}`],
          ['Herkunft', s.herkunft.art === 'eforms' ? `Bekanntmachung ${s.herkunft.bekanntmachung}` : null],
          [
            'Aufbewahren bis',
            s.abschluss?.aufbewahrenBis
              ? `${tagLang(s.abschluss.aufbewahrenBis)} (${s.abschluss.norm})`
              : s.status === 'abgeschlossen' && s.abschluss?.norm
                ? `dauernd (${s.abschluss.norm})`
                : null,
          ],
        ]}
      />
      {a.lose.length > 1 ? (
        <Table name="Lose" spalten={['Los', { text: 'Netto', art: 'zahl' }]}>
          {a.lose.map((l) => (
            <tr key={l.id}>
              <td>{l.bezeichnung}</td>
              <td className="am-num">{l.nettoCent === null ? '–' : betrag(l.nettoCent)}</td>
            </tr>
          ))}
        </Table>
      ) : null}
      <div>
        <h3>Vermerk nach § 8 Abs. 2 VgV</h3>
        <p className="am-muted am-small">
          {offen.length === 0
            ? 'Alle Punkte dieses Teils sind beantwortet.'
            : `Offen: ${offen.map((p) => `Nr. ${p.nummer}`).join(', ')}`}
        </p>
      </div>
    </div>
  );
}
