import { Check, CircleDashed, FilePlus2, Undo2 } from 'lucide-react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { bestattungsartText, grabartText } from '../../../domain/bestattung/begriffe.ts';
import { istFreigegeben, type BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { formatGrab } from '../../../domain/bestattung/grab.ts';
import { fehltIm, formatUnterlagen } from '../../../domain/bestattung/unterlagen.ts';
import { unterlageText, type Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { Satzung, UnterlagenRegel } from '../../../domain/bestattung/tabellen/regeln.ts';
import { fassungAm } from '../../../domain/stammdaten/tabelle.ts';
import { betrag, tagLang, tagMitWochentag, tagVon, uhrzeit, zeitLang } from '../../kit/format.ts';
import { Note } from '../../kit/Boxes.tsx';
import { Button, IconButton } from '../../kit/Button.tsx';
import { blobUrl } from '../../kit/upload.ts';
import { DescriptionList } from '../../kit/Layout.tsx';
import { Table } from '../../kit/Table.tsx';
import { useQuery } from '../../shell/query.ts';
import { Befunde } from '../teile.tsx';
import { eingabeAus } from './eingabe.ts';

/** Who, what, by whom. */
export function Angabenblick({ s }: { readonly s: BestattungState }) {
  const { angaben: a } = s;
  const v = a.verstorben;
  return (
    <DescriptionList
      angaben={[
        ['Bestattungsart', bestattungsartText[a.art]],
        ['Geboren', v.geburtsdatum ? tagLang(v.geburtsdatum) : ''],
        ['Geburtsname', v.geburtsname],
        [
          'Gestorben',
          `${tagLang(v.sterbezeit.tag)}${v.sterbezeit.uhrzeit ? `, ${v.sterbezeit.uhrzeit} Uhr` : ', Uhrzeit unbekannt'}`,
        ],
        [
          'Einäscherung',
          a.einaescherung
            ? [a.einaescherung.tag ? tagLang(a.einaescherung.tag) : 'Tag offen', a.einaescherung.nummer]
                .filter(Boolean)
                .join(', Nr. ')
            : '',
        ],
        ['Frist', s.frist?.spaetestens ? `bis ${tagMitWochentag(s.frist.spaetestens)}` : ''],
        ['Bestatter', [a.bestatter.name, a.bestatter.telefon].filter(Boolean).join(', ')],
        ['Kostenträger', a.kostentraeger ? `${a.kostentraeger.name}, ${a.kostentraeger.anschrift}` : ''],
        [
          'Nutzungsberechtigt',
          a.nutzungsberechtigt
            ? `${a.nutzungsberechtigt.name}${a.nutzungsberechtigt.zugestimmt ? ', hat zugestimmt' : ', Zustimmung offen'}`
            : '',
        ],
        ['Sarg', a.sarg ? `${a.sarg.laengeCm} × ${a.sarg.breiteCm} cm` : ''],
        ['Redner', a.feier.redner],
        ['Musik', a.feier.musik],
        ['Träger', a.feier.traeger],
        ['Hinweis für die Kolonne', a.hinweisKolonne],
        ['Bemerkung', a.bemerkung],
      ]}
    />
  );
}

/** When, where and with whom; after the burial what entered the register. */
export function Terminblick({ s }: { readonly s: BestattungState }) {
  const { plan, einsatz, abschluss } = s;
  const ablauf = einsatz?.ablauf;
  const grab = einsatz?.grab;
  return (
    <section className="am-stack-s fh-abschnitt">
      <DescriptionList
        breit
        angaben={[
          [
            ['storniert', 'verlegt', 'abgelehnt'].includes(s.status) ? 'Bisheriger Beginn' : 'Beginn',
            plan
              ? `${tagMitWochentag(tagVon(plan.beginn))}, ${uhrzeit(plan.beginn)} Uhr`
              : 'noch kein Termin',
          ],
          ['Vorgemerkt bis', s.vormerkungBis ? zeitLang(s.vormerkungBis) : ''],
          ['Friedhof', einsatz ? `${einsatz.friedhofName}, ${einsatz.adresse}` : ''],
          ['Halle', plan ? (einsatz?.halleName ?? 'ohne Feier in der Halle') : ''],
          [
            'Grab',
            s.grab === null
              ? `noch offen${s.angaben.grabart ? ` (${grabartText[s.angaben.grabart]})` : ''}`
              : `${s.grab} (${formatGrab(s.grab)})${grab ? `, ${grabartText[grab.grabart]}, Stelle ${grab.stelle}` : ''}`,
          ],
          ['Verlängerung', s.verlaengerungJahre > 0 ? `${s.verlaengerungJahre} Jahre vereinbart` : ''],
          ['Kolonne', einsatz ? `${einsatz.kolonneName}, ${einsatz.kolonneTelefon}` : ''],
          ['Bagger', einsatz?.baggerName ?? ''],
          [
            'Ablauf',
            ablauf && plan ? (
              <ul>
                {ablauf.aushubEnde > ablauf.aushubBeginn ? (
                  <li>
                    Aushub {tagMitWochentag(tagVon(ablauf.aushubBeginn))}, {uhrzeit(ablauf.aushubBeginn)}–
                    {uhrzeit(ablauf.aushubEnde)}
                  </li>
                ) : null}
                {plan.halle ? (
                  <li>
                    Feier {uhrzeit(plan.beginn)}, {plan.feierMin} min
                  </li>
                ) : null}
                <li>
                  Am Grab {uhrzeit(ablauf.beisetzungBeginn)}–{uhrzeit(ablauf.beisetzungEnde)}
                </li>
                <li>Ende {uhrzeit(ablauf.ende)}</li>
              </ul>
            ) : (
              ''
            ),
          ],
          [
            'Fassung',
            s.fassung > 0 ? `${s.fassung}${s.fassung > 1 ? `, ersetzt Fassung ${s.fassung - 1}` : ''}` : '',
          ],
          [
            'Genehmigungen',
            s.genehmigungen.length === 0 ? (
              ''
            ) : (
              <ul>
                {s.genehmigungen.map((g) => (
                  <li key={`${g.art} ${g.aktenzeichen}`}>
                    {g.art === 'fruehbestattung'
                      ? 'Frühe Bestattung'
                      : `Verlängerung bis ${g.bis ? tagLang(g.bis) : ''}`}
                    , {g.behoerde}, {g.aktenzeichen}
                    {g.dokument ? (
                      <>
                        {' '}
                        <a href={blobUrl(g.dokument)} target="_blank" rel="noreferrer">
                          Scan<span className="kern-sr-only"> der Genehmigung {g.aktenzeichen}</span>
                        </a>
                      </>
                    ) : null}
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      {s.fassung > 0 ? (
        <p>
          <a href={`#/friedhof/auftrag/${s.auftragId}`}>Arbeitsauftrag der Kolonne öffnen</a>
        </p>
      ) : null}
      {abschluss ? (
        <>
          <h3>Bestattungsregister und Gebührengrundlage</h3>
          <DescriptionList
            breit
            angaben={[
              ['Beigesetzt', tagLang(abschluss.eintrag.beigesetztAm)],
              ['Ruhefrist bis', tagLang(abschluss.eintrag.ruhefristBis)],
              [
                'Nutzungsrecht',
                abschluss.recht.endetAm
                  ? `${abschluss.inhaber ?? ''}, bis ${tagLang(abschluss.recht.endetAm)}`
                  : 'keines',
              ],
              ['Klärung', abschluss.klaerung ?? ''],
            ]}
          />
          <Table
            name="Gebührengrundlage"
            spalten={['Posten', { text: 'Anzahl', art: 'zahl' }, { text: 'Betrag', art: 'zahl' }]}
          >
            {abschluss.gebuehren.map((g) => (
              <tr key={g.schluessel}>
                <td>{g.text}</td>
                <td className="am-num">{g.anzahl}</td>
                <td className="am-num">{betrag(g.cent)}</td>
              </tr>
            ))}
          </Table>
        </>
      ) : null}
    </section>
  );
}

/** Papers that are there and that are missing, and what the rules say about the held date. */
export function Unterlagenblick({
  view,
  s,
  heute,
  onErfassen,
  onZuruecknehmen,
}: {
  readonly view: VorgangView;
  readonly s: BestattungState;
  readonly heute: string;
  /** null: nothing is recorded here */
  readonly onErfassen: (() => void) | null;
  /** null: may not be taken back here */
  readonly onZuruecknehmen: ((unterlage: Unterlage) => void) | null;
}) {
  const tabelle = useQuery('stammdaten.get', { tabelle: 'friedhof.unterlagen' }).data;
  const satzungen = useQuery('stammdaten.get', { tabelle: 'friedhof.satzung' }).data;
  const vorgemerkt = s.status === 'vorgemerkt';
  const pruefung = useQuery(
    'friedhof.pruefen',
    vorgemerkt ? { ...eingabeAus(view.id, s), plan: s.plan } : undefined,
  ).data;
  const regel = tabelle ? (fassungAm(tabelle, heute)?.inhalt as UnterlagenRegel | undefined) : undefined;
  const satzung = satzungen ? (fassungAm(satzungen, heute)?.inhalt as Satzung | undefined) : undefined;
  const fehlt = regel && satzung ? fehltIm(s, satzung, regel) : [];
  const ohneUnterlagen = (pruefung ? [...pruefung.vormerken, ...pruefung.freigeben] : []).filter(
    (b) => b.code !== 'bestattung.unterlage-fehlt',
  );
  return (
    <section className="am-stack-s fh-abschnitt">
      <h3>Unterlagen</h3>
      {istFreigegeben(s.status) && fehlt.length > 0 ? (
        <Note art="fehler" titel="Freigegeben, aber nicht vollständig">
          Die fehlende Unterlage nachfordern oder den Termin verlegen.
        </Note>
      ) : null}
      <ul className="fh-papiere">
        {s.unterlagen.map((u) => (
          <li key={u.unterlage} data-da="ja">
            <Check size={18} aria-label="Liegt vor" />
            {unterlageText[u.unterlage]}
            <span className="am-muted am-small"> {tagLang(u.am)}</span>
            {u.dokument ? (
              <a href={blobUrl(u.dokument)} target="_blank" rel="noreferrer">
                Scan<span className="kern-sr-only"> zu {unterlageText[u.unterlage]}</span>
              </a>
            ) : null}
            {onZuruecknehmen ? (
              <IconButton
                icon={Undo2}
                text={`${unterlageText[u.unterlage]} zurücknehmen`}
                onClick={() => onZuruecknehmen(u.unterlage)}
              />
            ) : null}
          </li>
        ))}
        {fehlt.map((f) => (
          <li key={f.eineVon.join()} data-da="nein">
            <CircleDashed size={18} aria-label="Fehlt" />
            {formatUnterlagen(f.eineVon)}
            <span className="am-muted am-small"> fehlt</span>
          </li>
        ))}
      </ul>
      {onErfassen && fehlt.length > 0 ? (
        <div>
          <Button klein icon={FilePlus2} onClick={onErfassen}>
            Unterlage erfassen …
          </Button>
        </div>
      ) : null}
      {ohneUnterlagen.length > 0 ? (
        <>
          <h3>Vor der Freigabe</h3>
          <Befunde befunde={ohneUnterlagen} />
        </>
      ) : null}
    </section>
  );
}
