import { ok } from '../../../domain/shared/result.ts';
import {
  printBekanntmachung,
  printDringlichkeitsentscheidung,
  printEinladung,
  printNiederschrift,
  printVorlage,
  umlaufKontext,
  type Antrag,
  type Dringlichkeitsentscheidung,
  type Gremium,
  type NichtoeffentlicheSitzung,
  type Niederschrift,
  type Sitzung,
  type Vorlage,
} from '../../../domain/sitzung/index.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import type { Form, FormRequest, KindServices, Unterschriftsauftrag } from '../fach-ports.ts';
import { marked, printAntrag, rahmenOf } from './druck.ts';

/** A form of one kind: its name, and how its state becomes a model. */
const form = <S>(name: (s: S) => string, model: (s: S, r: FormRequest) => DruckDokument): Form => ({
  dateiname: ({ state }) => `${name(state as S).replaceAll('/', '-')}.pdf`,
  model: (r) => ok(marked(model(r.state as S, r), r.demo)),
});

const gremiumOf = (r: FormRequest, id: string): Gremium => r.ctx.store.read.stand(id)?.state as Gremium;

const ROLLE: Readonly<Record<string, string>> = {
  vorsitz: 'Vorsitz',
  schriftfuehrung: 'Schriftführung',
  buergermeister: 'Bürgermeisterin/Bürgermeister',
  mitglied: 'Ratsmitglied',
};

/** Name of the field as the print makes it. */
const feldOf = (rolle: string): string => `Unterschrift${rolle.slice(0, 1).toUpperCase()}${rolle.slice(1)}`;

function auftrag(
  name: string,
  sha256: string | null,
  rolle: string,
  befehl: Unterschriftsauftrag['befehl'],
): Unterschriftsauftrag | null {
  const bezeichnung = ROLLE[rolle];
  if (sha256 === null || bezeichnung === undefined) return null;
  return { name, sha256, feld: feldOf(rolle), bezeichnung, befehl };
}

const niederschriftName = (n: Niederschrift): string =>
  `${n.form === 'auszug' ? 'Auszug' : 'Niederschrift'}-${n.sitzungstag}`;

/** How the kinds of the Sitzungsdienst are signed and printed. */
export const sitzungServices: readonly KindServices[] = [
  {
    art: 'vorlage',
    signing: (state) => {
      const vorlage = state as Vorlage;
      const { umlauf } = vorlage;
      // the text is no file yet: its route signs records over the hash of its version
      return umlauf && { umlauf, pdf: null, kontext: umlaufKontext(vorlage), mitAngaben: () => false };
    },
    forms: {
      vorlage: form<Vorlage>(
        (v) => `Vorlage-${v.nummer ?? 'vorläufig'}`,
        (v, r) => printVorlage(v, r.ctx.clock.today(), rahmenOf(r.ctx)),
      ),
    },
  },
  {
    art: 'antrag',
    forms: {
      antrag: form<Antrag>(
        (a) => `${a.antragArt === 'antrag' ? 'Antrag' : 'Anfrage'}-${a.nummer ?? 'vorläufig'}`,
        (a, r) => printAntrag(a, rahmenOf(r.ctx)),
      ),
    },
  },
  {
    art: 'sitzung',
    forms: {
      einladung: form<Sitzung>(
        (s) => `Einladung-${s.beginn.slice(0, 10)}-Entwurf`,
        (s, r) => {
          const angaben = { nichtoeffentlich: null, verkuerzungGrund: null };
          return printEinladung(s, gremiumOf(r, s.gremium), angaben, rahmenOf(r.ctx));
        },
      ),
      bekanntmachung: form<Sitzung>(
        (s) => `Bekanntmachung-${s.beginn.slice(0, 10)}-Entwurf`,
        (s, r) => printBekanntmachung(s, rahmenOf(r.ctx)),
      ),
    },
  },
  {
    art: 'sitzung_nichtoeffentlich',
    forms: {
      /** with the real titles, for members and the office only */
      einladung: form<NichtoeffentlicheSitzung>(
        (n) => `Einladung-${n.beginn.slice(0, 10)}-vertraulich`,
        (n, r) => {
          const s = r.ctx.store.read.stand(n.sitzung)?.state as Sitzung;
          const angaben = { nichtoeffentlich: n, verkuerzungGrund: null };
          return printEinladung(s, gremiumOf(r, n.gremium), angaben, rahmenOf(r.ctx));
        },
      ),
    },
  },
  {
    art: 'niederschrift',
    unterschrift: (state, rolle) => {
      const n = state as Niederschrift;
      const offen = n.phase === 'zurUnterschrift' ? n.dokument : null;
      return auftrag(
        `${niederschriftName(n)}.pdf`,
        offen,
        rolle,
        (dokument) =>
          ({
            type: 'signNiederschrift',
            rolle,
            gezeigt: offen,
            dokument,
          }) as never,
      );
    },
    forms: {
      entwurf: form<Niederschrift>(
        (n) => `${niederschriftName(n)}-Entwurf`,
        (n, r) => printNiederschrift(n, 'entwurf', rahmenOf(r.ctx)),
      ),
    },
  },
  {
    art: 'dringlichkeitsentscheidung',
    unterschrift: (state, rolle) => {
      const d = state as Dringlichkeitsentscheidung;
      const offen = d.phase === 'zurUnterschrift' ? d.dokument : null;
      return auftrag(
        'Dringlichkeitsentscheidung.pdf',
        offen,
        rolle,
        (dokument) =>
          ({
            type: 'signDringlichkeitsentscheidung',
            rolle,
            gezeigt: offen,
            dokument,
          }) as never,
      );
    },
    forms: {
      entwurf: form<Dringlichkeitsentscheidung>(
        (d) => `Dringlichkeitsentscheidung-${d.nummer ?? 'vorläufig'}-Entwurf`,
        (d, r) => printDringlichkeitsentscheidung(d, 'entwurf', rahmenOf(r.ctx)),
      ),
    },
  },
];
