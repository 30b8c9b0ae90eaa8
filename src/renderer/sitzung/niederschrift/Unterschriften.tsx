import { Circle, FileText, ShieldCheck, Stamp, TriangleAlert } from 'lucide-react';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import {
  offeneUnterschriften,
  type Niederschrift,
  type Unterschrift,
} from '../../../domain/sitzung/index.ts';
import { zeitLang } from '../../kit/format.ts';
import { LinienPunkt } from '../../kit/Layout.tsx';
import { downloadUrl } from '../../kit/upload.ts';
import { Stifthinweis } from '../../umlauf/Stift.tsx';
import { personName } from '../daten.ts';
import { ROLLE } from '../texte.ts';

/** Who has signed and who is still to sign. */
export function Unterschriften({
  s,
  vorgang,
  verzeichnis,
}: {
  readonly s: Niederschrift;
  readonly vorgang: string;
  readonly verzeichnis: Verzeichnis;
}) {
  return (
    <>
      <Stifthinweis vorgang={vorgang} />
      <ol className="am-line am-line--eng">
        {s.unterschriften.map((u) => (
          <Geleistet key={u.rolle} u={u} />
        ))}
        {offeneUnterschriften(s).map((rolle) => (
          <LinienPunkt
            key={rolle}
            art={s.phase === 'zurUnterschrift' ? 'aktiv' : 'offen'}
            icon={Circle}
            titel={ROLLE[rolle] ?? rolle}
          >
            <p>{personName(verzeichnis, rolle === 'schriftfuehrung' ? s.schriftfuehrung : s.leitung)}</p>
            <p className="am-muted am-small">noch offen</p>
          </LinienPunkt>
        ))}
        {s.verworfen.map((u) => (
          <LinienPunkt
            key={`${u.rolle} ${u.am}`}
            art="zurueck"
            icon={FileText}
            titel={`${u.name}: gilt nicht mehr`}
          >
            <p className="am-quote">„{u.grund}“</p>
          </LinienPunkt>
        ))}
      </ol>
    </>
  );
}

export function Geleistet({ u }: { readonly u: Unterschrift }) {
  const papier = u.art.weg === 'papier';
  const uebung = u.art.weg === 'elektronisch' && u.art.niveau === 'uebung';
  return (
    <LinienPunkt
      art={uebung ? 'warnung' : 'fertig'}
      icon={papier ? Stamp : uebung ? TriangleAlert : ShieldCheck}
      titel={ROLLE[u.rolle] ?? u.rolle}
    >
      <p>
        {u.name}
        {u.funktion ? <span className="am-muted">, {u.funktion}</span> : null}
      </p>
      <p className="am-muted am-small">{zeitLang(u.am)}</p>
      <p className="am-small">
        {u.art.weg === 'papier' ? (
          <>
            Auf Papier: {u.art.vermerk} ·{' '}
            <a href={downloadUrl(u.art.scan, 'Scan.pdf')} download>
              Scan
            </a>
          </>
        ) : uebung ? (
          'Übungszertifikat, keine Urkunde'
        ) : u.art.geprueft ? (
          `Gültig, ${u.art.niveau}`
        ) : (
          'Prüfung noch offen'
        )}
        {papier ? null : (
          <>
            {' · '}
            <a href={`#/pruefen?dokument=${u.dokument}`}>Prüfbericht</a>
          </>
        )}
      </p>
    </LinienPunkt>
  );
}
