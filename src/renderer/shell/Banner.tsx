import { CloudDownload, CloudOff, TriangleAlert, Truck } from 'lucide-react';
import type { AppState } from '../../contract/app.ts';
import { anzahl, tagLang, tagVon, uhrzeit, zeitLang } from '../kit/format.ts';
import { ErsterAbgleich } from '../sync/ErsterAbgleich.tsx';
import { GRUND } from '../sync/texte.ts';

/** Above every page while something about the connection needs to be known. */
export function Banner({ app, seite }: { readonly app: AppState; readonly seite: string }) {
  const { sync, umzug } = app;
  if (umzug) {
    return (
      <div className="am-banner" role="status">
        <Truck size={20} aria-hidden />
        <span className="am-grow">
          <b className="am-strong">
            Diese Mappe ist am {tagLang(tagVon(umzug.zeit))} nach „{umzug.stadt}“ umgezogen.
          </b>{' '}
          Sie können hier noch lesen. Weiter geht es in einer neuen Mappe, die mit der Zentrale verbunden ist.
        </span>
      </div>
    );
  }
  // On the page where one decides about them it would only repeat itself.
  if (sync.konflikte > 0 && seite !== 'aenderungen') {
    return (
      <div className="am-banner am-banner--fehler" role="status">
        <TriangleAlert size={20} aria-hidden />
        <span className="am-grow">
          <b className="am-strong">
            {sync.konflikte === 1
              ? 'Eine Ihrer Eingaben gilt so nicht mehr.'
              : `${sync.konflikte} Ihrer Eingaben gelten so nicht mehr.`}
          </b>{' '}
          Die Zentrale hat sie nicht angenommen; verloren ist nichts.
        </span>
        <a href="#/aenderungen">Ansehen und entscheiden</a>
      </div>
    );
  }
  if (sync.art === 'andere_vergangenheit') {
    return (
      <div className="am-banner" role="alert">
        <TriangleAlert size={20} aria-hidden />
        <span className="am-grow">
          <b className="am-strong">Die Zentrale zeigt eine andere Vergangenheit.</b> Der Abgleich ist
          angehalten; Ihre Eingaben bleiben auf diesem Gerät. Bitte melden Sie es der Systemverwaltung: Wurde
          die Zentrale aus einer Sicherung zurückgespielt, fehlt deren Vermerk, sonst wurde ihr Verlauf
          verändert.
        </span>
      </div>
    );
  }
  if (sync.art === 'anmeldung_noetig' || sync.art === 'gesperrt' || (sync.art === 'offline' && sync.grund)) {
    return (
      <div className="am-banner" role="status">
        <TriangleAlert size={20} aria-hidden />
        <span className="am-grow">
          <b className="am-strong">
            {sync.art === 'anmeldung_noetig'
              ? 'Bitte melden Sie sich neu an.'
              : `${sync.grund ? GRUND[sync.grund].titel : 'Der Abgleich ist gesperrt'}.`}
          </b>{' '}
          Sie können weiterarbeiten; Ihre Eingaben bleiben auf diesem Gerät, bis der Abgleich wieder möglich
          ist.
        </span>
        {seite === 'zentrale' ? null : (
          <a href="#/zentrale">{sync.art === 'anmeldung_noetig' ? 'Neu anmelden' : 'Ansehen'}</a>
        )}
      </div>
    );
  }
  if (sync.erster) {
    // The page of the centre shows the same, and more of it.
    if (seite === 'zentrale') return null;
    return (
      <div className={`am-banner ${sync.erster.laeuft ? 'am-banner--ruhig' : ''}`}>
        <CloudDownload size={20} aria-hidden />
        <div className="am-grow">
          <ErsterAbgleich app={app} />
        </div>
        <a href="#/zentrale">Ansehen</a>
      </div>
    );
  }
  if (sync.art === 'offline') {
    return (
      <div className="am-banner" role="status">
        <CloudOff size={20} aria-hidden />
        <span className="am-grow">
          <b className="am-strong">
            Offline{sync.letzterKontakt ? ` seit ${seit(sync.letzterKontakt)}` : ''} – Sie können
            weiterarbeiten.
          </b>{' '}
          {sync.wartend > 0
            ? `${anzahl(sync.wartend, 'vorläufige Änderung wird', 'vorläufige Änderungen werden')} übertragen, sobald Verbindung besteht.`
            : 'Neue Eingaben werden übertragen, sobald Verbindung besteht.'}
        </span>
        {sync.wartend > 0 ? (
          <a href="#/aenderungen">{anzahl(sync.wartend, 'Änderung', 'Änderungen')} ansehen</a>
        ) : null}
      </div>
    );
  }
  return null;
}

/** Of an earlier day the time alone says too little. */
const seit = (zeit: string): string =>
  tagVon(zeit) === tagVon(new Date().toISOString()) ? `${uhrzeit(zeit)} Uhr` : zeitLang(zeit);
