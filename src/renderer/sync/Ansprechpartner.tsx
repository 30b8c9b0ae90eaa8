import type { SyncGrund, SyncState } from '../../contract/app.ts';

/** Where the administration of the city can help, and not its IT. */
const FRAGT_VERWALTUNG: ReadonlySet<SyncGrund> = new Set([
  'geraet-gesperrt',
  'person-unbekannt',
  'geraet-unbekannt',
  'geraet-nachweis',
  'protokoll',
]);

/** Whom to call, by name, as far as this device knows the administration of the city. */
export function Ansprechpartner({ sync }: { readonly sync: SyncState }) {
  return (
    <ul className="am-list">
      {(sync.ansprechpartner ?? []).map(({ name, email }) => (
        <li key={name}>
          {name}
          {email === '' ? null : (
            <>
              , <a href={`mailto:${email}`}>{email}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

export const hatAnsprechpartner = ({ grund, ansprechpartner = [] }: SyncState): boolean =>
  ansprechpartner.length > 0 && grund !== undefined && FRAGT_VERWALTUNG.has(grund);
