import { ShieldPlus } from 'lucide-react';
import { useEffect } from 'react';
import { anzahl } from '../kit/format.ts';
import { useQuery } from '../shell/query.ts';

/** Every now and then, and at once when the network comes back. */
const ALLE_MS = 5 * 60_000;

/** Offered by itself as soon as the time stamp service answers: what was signed offline can be made up for. */
export function Hochstufangebot({ page }: { readonly page: string }) {
  const liste = useQuery('upgrade.list', null);
  const { reload } = liste;
  useEffect(() => {
    const timer = setInterval(reload, ALLE_MS);
    addEventListener('online', reload);
    return () => {
      clearInterval(timer);
      removeEventListener('online', reload);
    };
  }, [reload]);
  const wartend = liste.data?.eintraege.length ?? 0;
  if (page === 'hochstufen' || wartend === 0 || liste.data?.dienst !== 'erreichbar') return null;
  return (
    <div className="am-banner" role="status">
      <ShieldPlus size={20} aria-hidden />
      <span className="am-grow">
        <b className="am-strong">
          {anzahl(wartend, 'unterschriebenes Dokument wartet', 'unterschriebene Dokumente warten')} auf
          Zeitstempel und Prüfdaten.
        </b>{' '}
        Der Zeitstempeldienst ist erreichbar.
      </span>
      <a href="#/hochstufen">Signaturen hochstufen</a>
    </div>
  );
}
