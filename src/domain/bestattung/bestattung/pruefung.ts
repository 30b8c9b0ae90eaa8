import { formatTag, formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import type { Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import { hinweis, sperre, type Befund } from '../befund.ts';
import { berechneBelegungen, pruefeBelegung, pruefePlan, type Terminplan } from '../belegung.ts';
import { berechneFenster, pruefeEinaescherung, pruefeFenster, pruefeSterbezeit } from '../fristen.ts';
import type { Grab } from '../grab.ts';
import { findGrabartRegel, pruefeGrab, pruefeGrabart } from '../grabregeln.ts';
import { waehleStelle } from '../stelle.ts';
import { findFriedhof, type Regelwerk } from '../tabellen/index.ts';
import { pruefeUnterlagen } from '../unterlagen.ts';
import type { Angaben } from './schema.ts';
import type { Vorhaben } from './vorhaben.ts';
import type { Umfeld } from './umfeld.ts';

export type Pruefstufe = 'vormerken' | 'freigeben';

/** Everything the rules have to say about a plan. The same for the live hints of the form and for the decision. */
export function pruefeVorhaben(v: Vorhaben, u: Umfeld, stufe: Pruefstufe): readonly Befund[] {
  const { r } = u;
  const { angaben, plan } = v;
  const tag = tagOf(plan.beginn);
  const tod = angaben.verstorben.sterbezeit;
  const fenster = berechneFenster(
    angaben.art,
    tod,
    angaben.einaescherung?.tag ?? null,
    v.genehmigungen,
    r.fristen,
  );
  const befunde: Befund[] = [
    ...pruefeSterbezeit(tod, u.jetzt, plan.beginn),
    ...pruefeEinaescherung(tod, angaben.einaescherung?.tag ?? null, v.genehmigungen, plan.beginn, r.fristen),
    ...pruefeVergangen(plan, u.jetzt),
    ...pruefeFenster(angaben.art, fenster, plan.beginn, r.fristen),
    ...pruefePlan(plan, angaben.art, r),
  ];
  if (angaben.art === 'urne' && fenster.spaetestens === null) {
    const melde = stufe === 'freigeben' ? sperre : hinweis;
    befunde.push(
      melde(
        'bestattung.einaescherung-unbekannt',
        { n: r.fristen.urneWochen },
        'einaescherung',
        r.fristen.urneNorm,
      ),
    );
  }
  befunde.push(...pruefeOrt(v, u, stufe, tag));
  if (befunde.every((b) => b.code !== 'bestattung.mittel-unbekannt') && u.belegung !== null) {
    const wunsch = berechneBelegungen(plan, angaben.art, v.grab, r);
    befunde.push(...pruefeBelegung(wunsch, u.belegung, u.vorgang, r));
  }
  if (stufe === 'freigeben') {
    const regel = u.grab ? findGrabartRegel(r.satzung, u.grab.grabart) : null;
    const mitRecht = regel !== null && regel.ersterwerbJahre !== null;
    befunde.push(...pruefeUnterlagen(angaben.art, new Set(v.unterlagen), mitRecht, r.unterlagen));
  }
  return befunde;
}

function pruefeVergangen(plan: Terminplan, jetzt: Zeitpunkt): readonly Befund[] {
  const frueheste = plan.aushubBeginn < plan.beginn ? plan.aushubBeginn : plan.beginn;
  return frueheste > jetzt
    ? []
    : [sperre('bestattung.termin-vergangen', { t: formatZeitpunkt(frueheste) }, 'termin')];
}

/** Grave and cemetery: the chosen grave, or at least the wanted kind of grave while it is still open. */
function pruefeOrt(v: Vorhaben, u: Umfeld, stufe: Pruefstufe, tag: Tag): readonly Befund[] {
  const { r } = u;
  const friedhof = findFriedhof(r, v.plan.friedhof);
  if (!friedhof) return [];
  if (v.grab === null) {
    const befunde: Befund[] = [];
    if (v.angaben.grabart !== null) {
      const b = pruefeGrabart(v.angaben.art, v.angaben.grabart, r.satzung);
      if (b) befunde.push(b);
    }
    // Without a grave nobody can show an existing right: a closed cemetery is refused at once.
    if (friedhof.geschlossenAb !== null && friedhof.geschlossenAb <= tag)
      befunde.push(sperre('bestattung.friedhof-geschlossen', {}, 'friedhof', r.satzung.geschlossenNorm));
    if (stufe === 'freigeben') befunde.push(sperre('bestattung.grab-offen', {}, 'grab'));
    return befunde;
  }
  if (u.grab === null) return [];
  if (u.grab.friedhof !== friedhof.id) {
    const params = { grab: v.grab, friedhof: friedhof.name };
    return [sperre('bestattung.grab-anderer-friedhof', params, 'grab')];
  }
  const wunsch = { art: v.angaben.art, tag, sarg: v.angaben.sarg, verlaengerungJahre: v.verlaengerungJahre };
  // A date may be held while the extension is still being agreed; the release needs it.
  const befunde = pruefeGrab(u.grab, wunsch, friedhof, r.satzung).map((b): Befund =>
    stufe === 'vormerken' && b.code === 'bestattung.recht-zu-kurz' ? { ...b, stufe: 'hinweis' } : b,
  );
  if (befunde.some((b) => b.code === 'bestattung.grab-belegt' || b.code === 'bestattung.art-nicht-zulaessig'))
    return befunde;
  if (u.belegung === null || waehleStelle(u.grab, v.angaben.art, tag, u.belegung, u.vorgang) !== null)
    return befunde;
  const letzte = u.belegung.filter((b) => b.ressource.startsWith(`stelle:${v.grab}:`)).at(-1);
  const params = {
    n: letzte?.ressource.split(':').at(-1) ?? 1,
    d: letzte ? formatTag(tagOf(letzte.bis)) : '–',
  };
  return [...befunde, sperre('bestattung.grab-belegt', params, 'grab')];
}

/** A grave chosen before there is a date: judged as of today; how long a right must last is not known yet. */
export function pruefeGrabOhneTermin(
  angaben: Angaben,
  grab: Grab,
  heute: Tag,
  r: Regelwerk,
): readonly Befund[] {
  const friedhof = findFriedhof(r, grab.friedhof);
  if (!friedhof) return [];
  const wunsch = { art: angaben.art, tag: heute, sarg: angaben.sarg, verlaengerungJahre: 60 };
  return pruefeGrab(grab, wunsch, friedhof, r.satzung);
}
