import type { DruckDokument } from '../../../domain/shared/druck.ts';
import { formatTag } from '../../../domain/shared/dates.ts';
import {
  plainText,
  printDringlichkeitsentscheidung,
  printVorlage,
  type Antrag,
  type Druckrahmen,
  type Gegenstandsvorgang,
} from '../../../domain/sitzung/index.ts';
import type { AppContext } from '../context.ts';
import { nameOf } from '../views.ts';

/** What every print of the Sitzungsdienst needs from outside. */
export const rahmenOf = (ctx: AppContext): Druckrahmen => ({
  absender: [(ctx.store.read.setting('stadt') as string | undefined) || 'Stadtverwaltung', 'Ratsbüro'],
  stand: ctx.clock.now(),
  nameOf: (person) => nameOf(ctx, person),
});

/** In a demo workspace every print says so across the page. */
export function marked(model: DruckDokument, demo: boolean): DruckDokument {
  if (!demo) return model;
  return { ...model, wasserzeichen: model.wasserzeichen ? `Übung · ${model.wasserzeichen}` : 'Übung' };
}

export function printAntrag(a: Antrag, rahmen: Druckrahmen): DruckDokument {
  const was = a.antragArt === 'antrag' ? 'Antrag' : 'Anfrage';
  const section = (ueberschrift: string, text: string) => ({
    ebene: 1 as const,
    ueberschrift,
    bloecke: text
      .split('\n')
      .filter(Boolean)
      .map((t) => ({ art: 'absatz' as const, text: t })),
  });
  return {
    titel: `${was} ${a.nummer ?? '(vorläufig, ohne Nummer)'}`,
    untertitel: a.betreff,
    absender: rahmen.absender,
    meta: [
      { name: 'Von', wert: a.steller },
      { name: 'Eingegangen', wert: formatTag(a.eingegangenAm) },
    ],
    abschnitte: [
      section(was, plainText(a.text)),
      ...(a.antwort ? [section('Antwort der Verwaltung', plainText(a.antwort.text))] : []),
    ],
    anlagen: [],
    hinweise: [],
    wasserzeichen: a.oeffentlich ? null : 'Nichtöffentlich',
    fusszeile: `${was} ${a.nummer ?? ''}`,
    sprache: 'de',
    inhaltsverzeichnis: false,
  };
}

/** The paper behind an item as it is printed into a package; null: it has a document of its own. */
export function printGegenstand(
  v: Exclude<Gegenstandsvorgang, { readonly art: 'niederschrift' }>,
  ctx: AppContext,
): DruckDokument {
  const rahmen = rahmenOf(ctx);
  switch (v.art) {
    case 'vorlage':
      return printVorlage(v, ctx.clock.today(), rahmen);
    case 'antrag':
      return printAntrag(v, rahmen);
    case 'dringlichkeitsentscheidung':
      return printDringlichkeitsentscheidung(v, 'zurUnterschrift', rahmen);
  }
}
