import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import { letzterLadungstag, regelnAm, type Gremium, type Sitzung } from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { zeitLang } from '../../kit/format.ts';
import { DescriptionList, Panel } from '../../kit/Layout.tsx';
import { personName, warnungText } from '../daten.ts';
import { FORM } from '../texte.ts';
import { Fristrechnung } from './Fristrechnung.tsx';

/** When, where and in which form; while it is planned, until when the invitation must go out. */
export function Eckdaten(p: {
  readonly s: Sitzung;
  readonly gremium: Gremium;
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
}) {
  const { s, gremium } = p;
  const frist = letzterLadungstag(s.beginn, regelnAm(gremium, tagOf(s.beginn)).ladung);
  return (
    <Panel titel="Eckdaten">
      <div className="am-stack">
        <DescriptionList
          angaben={[
            ['Beginn', zeitLang(s.beginn)],
            ['Ort', s.ort],
            ['Form', FORM[s.form]],
            [
              'Gremium',
              <a key="g" href={`#/sitzung/gremium/${s.gremium}`}>
                {s.gremiumName}
              </a>,
            ],
            ['Leitung', s.leitung ? personName(p.verzeichnis, s.leitung) : null],
            ['Schriftführung', s.schriftfuehrung ? personName(p.verzeichnis, s.schriftfuehrung) : null],
            ['Eingeladen', s.einladung ? zeitLang(s.einladung.versandtAm) : null],
            ['Bekannt gemacht', s.bekanntmachung ? zeitLang(s.bekanntmachung.am) : null],
          ]}
        />
        {s.phase === 'planung' ? (
          <>
            <Fristrechnung frist={frist} />
            {frist.letzterTag < p.heute ? (
              <Note art="warnung" titel="Die Ladungsfrist ist verstrichen">
                {frist.verkuerztBis
                  ? `Verkürzt und begründet geht es bis ${zeitLang(frist.verkuerztBis)}.`
                  : 'Die Geschäftsordnung kennt keine Verkürzung: Bitte den Termin verlegen.'}
              </Note>
            ) : null}
          </>
        ) : null}
        {s.warnungen.length > 0 ? (
          <Note art="warnung" titel="Bei Aufnahme und Ladung vermerkt">
            <ul className="am-text">
              {[...new Set(s.warnungen.map(warnungText))].map((w) => (
                <li key={w}>{w}</li>
              ))}
            </ul>
          </Note>
        ) : null}
      </div>
    </Panel>
  );
}
