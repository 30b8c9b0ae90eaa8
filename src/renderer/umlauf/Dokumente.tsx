import { FileText } from 'lucide-react';
import { hashGruppen } from '../kit/format.ts';

interface Props {
  readonly dokumente: readonly {
    readonly dokument: string;
    readonly version: number;
    readonly sha256: string;
    readonly dateiname: string;
  }[];
  readonly haupt: string | null;
}

/** Which documents a signature covers, by the hash of what was shown. */
export function GezeichneteDokumente({ dokumente, haupt }: Props) {
  const first = dokumente.find((d) => d.dokument === haupt);
  const rest = dokumente.filter((d) => d !== first);
  return (
    <div className="am-stack-s">
      {first ? <Datei d={first} text="Wird signiert" /> : null}
      {rest.length > 0 ? (
        <details className="am-warum" open={!first && rest.length < 4}>
          <summary>
            {first ? 'Außerdem gebunden' : 'Gebunden'}: {rest.length}{' '}
            {rest.length === 1 ? 'Dokument' : 'Dokumente'}
          </summary>
          {rest.map((d) => (
            <Datei key={d.dokument} d={d} />
          ))}
        </details>
      ) : null}
    </div>
  );
}

function Datei({ d, text }: { readonly d: Props['dokumente'][number]; readonly text?: string }) {
  return (
    <div className="am-datei">
      <FileText size={18} aria-hidden />
      <div>
        <b className="am-strong">{d.dateiname}</b>
        <span className="am-muted am-small">
          {' '}
          Fassung {d.version}
          {text ? ` · ${text}` : ''}
        </span>
        <p className="am-mono am-muted" title="SHA-256: Prüfsumme genau dieses Dokuments">
          {hashGruppen(d.sha256)}
        </p>
      </div>
    </div>
  );
}
