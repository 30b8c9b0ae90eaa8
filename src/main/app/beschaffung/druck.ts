import type { Laufzettel } from '../../../domain/beschaffung/index.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import type { Facts } from '../../../domain/shared/vorgang.ts';
import type { Laufwegvorschlag } from '../../../domain/umlauf/index.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { fieldName } from '../signing.ts';

export function vermerkOf(
  workspace: OpenWorkspace,
  vorgang: string,
  state: Laufzettel,
  facts: Facts,
  route: Laufwegvorschlag,
): DruckDokument {
  return {
    titel: 'Vergabevermerk',
    absender: ['Stadt'],
    meta: [],
    abschnitte: [
      {
        ebene: 1,
        ueberschrift: 'Unterschriften',
        bloecke: [
          {
            art: 'unterschriften',
            felder: route.schritte
              .filter((s) => s.zeichnung === 'pdf')
              .map((s) => ({ feld: fieldName(s.id), bezeichnung: s.bezeichnung })),
          },
        ],
      },
    ],
    anlagen: [],
    hinweise: [],
    wasserzeichen: 'Übung',
    fusszeile: vorgang + facts.jetzt + state.nummer + workspace.ctx.tenant,
    sprache: 'de',
    inhaltsverzeichnis: false,
  };
}
export function protokollOf(workspace: OpenWorkspace, vorgang: string, state: Laufzettel): DruckDokument {
  return {
    titel: 'Umlaufprotokoll',
    absender: ['Stadt'],
    meta: [],
    abschnitte: [],
    anlagen: [],
    hinweise: [],
    wasserzeichen: 'Übung',
    fusszeile: vorgang + state.nummer + workspace.ctx.tenant,
    sprache: 'de',
    inhaltsverzeichnis: false,
  };
}
