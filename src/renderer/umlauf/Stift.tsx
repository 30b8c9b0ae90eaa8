import { PenLine } from 'lucide-react';
import { uhrzeit } from '../kit/format.ts';
import { useApp } from '../shell/state.ts';
import { useQuery } from '../shell/query.ts';

/** Who is signing a document of this Vorgang just now; nothing when nobody is, or it is the viewer. */
export function Stifthinweis({ vorgang }: { readonly vorgang: string }) {
  const stifte = useQuery('stift.list', { vorgang });
  const ich = useApp().app?.person?.id;
  const andere = (stifte.data ?? []).filter((p) => p.person !== ich);
  if (andere.length === 0) return null;
  return (
    <p className="am-small" role="status">
      <PenLine size={16} aria-hidden />{' '}
      {andere.map((p) => `Stift bei ${p.name} bis ${uhrzeit(p.bis)} Uhr`).join(', ')}. Danach kann die nächste
      Person unterschreiben.
    </p>
  );
}
