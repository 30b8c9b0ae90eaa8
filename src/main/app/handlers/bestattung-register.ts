import type { Handlers } from '../../../contract/bridge.ts';
import {
  GRAEBER_CSV_VERSION,
  graeberAlsCsv,
  REGISTER_CSV_VERSION,
  registerAlsCsv,
} from '../../../domain/bestattung/index.ts';
import { openEinfuhr } from '../bestattung/einfuhr.ts';
import { graeberHeute, registerDesJahres } from '../bestattung/register.ts';
import type { Zugang } from '../bestattung/zugang.ts';
import { done, refuse } from '../context.ts';

/** The registers of burials and graves: looked at, taken out as CSV, brought in as CSV. */
export function registerHandlers(zugang: Zugang) {
  const { workspace, ctx, person, heute, imBuero } = zugang;
  const einfuhr = openEinfuhr(workspace);

  /** A text file to save, kept in memory until then. */
  const biete = (name: string, text: string) =>
    done({ sha256: workspace.documents.offer(name, 'text/csv', new TextEncoder().encode(text)), name });

  return {
    'friedhof.register': ({ jahr }) => imBuero(heute(), (r) => done(registerDesJahres(ctx, r, jahr))),

    'friedhof.ausfuhr': (wunsch) =>
      imBuero(heute(), (r) => {
        if (wunsch.was === 'register')
          return biete(
            `Bestattungsregister-${wunsch.jahr}-v${REGISTER_CSV_VERSION}.csv`,
            registerAlsCsv(registerDesJahres(ctx, r, wunsch.jahr)),
          );
        const wo = wunsch.friedhof === null ? '' : `-${wunsch.friedhof}`;
        return biete(
          `Graeber${wo}-${heute()}-v${GRAEBER_CSV_VERSION}.csv`,
          graeberAlsCsv(graeberHeute(ctx, wunsch.friedhof)),
        );
      }),

    'friedhof.einfuhrFehler': ({ upload }) =>
      imBuero(heute(), () => {
        const liste = einfuhr.fehlerliste(upload);
        return liste.ok ? biete(liste.value.name, liste.value.text) : refuse(ctx, liste.error);
      }),

    'friedhof.einfuhrPruefen': ({ upload }) =>
      imBuero(heute(), (r) => {
        const bild = einfuhr.pruefe(upload, r);
        return bild.ok ? done(bild.value) : refuse(ctx, bild.error);
      }),

    'friedhof.einfuhrUebernehmen': ({ upload, quelle }) =>
      imBuero(heute(), () => {
        const n = einfuhr.uebernimm(upload, quelle, person());
        return n.ok ? done({ graeber: n.value }) : refuse(ctx, n.error);
      }),
  } satisfies Partial<Handlers>;
}
