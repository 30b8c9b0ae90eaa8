import type { Rejection } from '../../shared/rejection.ts';
import { findPerson } from '../../organisation/verzeichnis.ts';
import { umlaufAktionen } from '../../umlauf/index.ts';
import { BUERGERMEISTER, SITZUNGSDIENST } from '../rollen.ts';
import { umlaufKontext } from '../vorlage/decide.ts';
import { fehlendeAngaben, mitzeichnungssperre } from '../vorlage/freigabe.ts';
import type { Vorlage } from '../vorlage/state.ts';
import { aktion, amt, hat, verwehrt, type Aktion, type Blick } from './aktion.ts';

/** A paper on its way from the draft to the committee. */
export function vorlageAktionen(s: Vorlage, b: Blick): readonly Aktion[] {
  const p = findPerson(b.v, b.person);
  const eigene = b.person === s.verfasser || p?.einheit === s.einheit || hat(b, SITZUNGSDIENST);
  const recht = eigene ? null : verwehrt('diese Vorlage bearbeiten', [SITZUNGSDIENST]);
  const fehlend = fehlendeAngaben(s);
  const angaben: Rejection | null =
    fehlend.length > 0 ? { code: 'sitzung.angaben-fehlen', params: { angaben: fehlend.join(', ') } } : null;
  const schreiben = aktion('saveFassung', 'Bearbeiten', recht);
  const freigabe = (): Aktion => {
    const rollen = [SITZUNGSDIENST, BUERGERMEISTER];
    return aktion(
      'releaseVorlage',
      'Freigeben',
      hat(b, ...rollen) ? mitzeichnungssperre(s) : verwehrt('freigeben', rollen),
    );
  };
  switch (s.phase) {
    case 'entwurf':
    case 'zurueckgegeben':
      return [
        aktion('startMitzeichnung', 'Mitzeichnung starten …', recht ?? angaben),
        schreiben,
        aktion('setBeratungsfolge', 'Beratungsfolge …', recht),
        aktion('withdrawVorlage', 'Zurückziehen …', recht),
      ];
    case 'mitzeichnung':
      return [
        ...(s.umlauf
          ? umlaufAktionen(s.umlauf, umlaufKontext(s), b.person, b.v, b.tag).map(
              ({ schritt: bezug, ...a }) => ({ ...a, bezug }),
            )
          : []),
        schreiben,
      ];
    case 'mitgezeichnet':
      return [freigabe(), amt(b, 'returnVorlage', 'Zurückgeben …'), schreiben];
    case 'freigegeben':
      return [amt(b, 'addTop', 'Auf eine Tagesordnung setzen …'), amt(b, 'returnVorlage', 'Zurückgeben …')];
    case 'erledigt':
    case 'zurueckgezogen':
      return [];
  }
}
