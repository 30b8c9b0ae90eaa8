import { addDays, addMinutes } from '../../shared/dates.ts';
import type { Command, Tag, Zeitpunkt } from '../../shared/vorgang.ts';
import type { AuftragCommand } from '../auftrag/schema.ts';
import { berechneAblauf } from '../belegung.ts';
import type { BestattungCommand } from '../bestattung/schema.ts';
import { auftragOf } from '../kennung.ts';
import { createIndex, setzeBelegung } from '../suche/belegungsindex.ts';
import type { Fall } from './faelle.ts';
import type { Zufall } from './zufall.ts';
import type { Demoschritt, Demoumfeld } from './schritt.ts';
import { arbeitstag, fruehererTag, fruehererZeitpunkt, um } from './zeit.ts';
import { arbeite } from './am-grab.ts';
import { erfinde } from './angaben.ts';
import { kolonne, verwaltung } from './leute.ts';
import { belege, findePlan, waehleGrab } from './platz.ts';

/** One case as the office handles it, up to where it stands; the work at the grave is reported in between. */
export function spieleFall(
  fall: Fall,
  heute: Tag,
  z: Zufall,
  u: Demoumfeld,
  index: ReturnType<typeof createIndex>,
  vergeben: Set<string>,
): readonly Demoschritt[] {
  const { r } = u;
  const vorgang = u.id();
  const ziel = arbeitstag(r, heute, fall.tag);
  const angelegtTag = fruehererTag(addDays(ziel, -fall.vorlauf), addDays(heute, -1));
  const angelegt = um(angelegtTag, fall.anruf);
  const angaben = erfinde(fall, ziel, angelegtTag, z);
  const [buero, leitung] = verwaltung(u.verzeichnis, heute);
  const liste: Demoschritt[] = [];
  let uhr = angelegt;
  const tu = (c: BestattungCommand, akteur = buero): void => {
    liste.push({ art: 'bestattung', vorgang, akteur, zeit: uhr, command: c as Command });
    uhr = addMinutes(uhr, 2);
  };
  tu({ type: 'createBestattung', jahr: Number(angelegtTag.slice(0, 4)), angaben, keinDoppelfall: null });
  if (fall.bis === 'entwurf') return liste;

  const plan = fall.ohneTermin ? null : findePlan(fall, angaben, ziel, angelegt, u, index);
  if (fall.bis === 'angefragt' || fall.bis === 'abgelehnt' || plan === null) {
    tu({ type: 'requestTermin', plan });
    if (fall.bis === 'abgelehnt')
      tu({ type: 'rejectAnfrage', grund: fall.grund ?? 'Kein Termin möglich' }, leitung);
    return liste;
  }
  const grab = fall.grabOffen ? null : waehleGrab(u.graeber, plan.friedhof, fall.grabart, vergeben);
  tu({ type: 'holdTermin', plan });
  belege(index, vorgang, plan, fall.art, grab, r);
  if (grab !== null) tu({ type: 'assignGrab', grab, verlaengerungJahre: 0 });
  const unterlagen = r.unterlagen.filter((g) => g.fuer.includes(fall.art)).map((g) => g.eineVon[0]);
  for (const [i, unterlage] of unterlagen.entries())
    if (unterlage !== undefined && (fall.bis !== 'vorgemerkt' || i === 0))
      tu({ type: 'recordUnterlage', unterlage, am: angelegtTag, dokument: null });
  if (fall.bis === 'vorgemerkt' || grab === null) return liste;

  uhr = addMinutes(uhr, 25);
  tu({ type: 'releaseTermin' }, leitung);
  const crew = kolonne(u.verzeichnis, plan.kolonne, heute);
  const melde = (c: AuftragCommand, zeit: Zeitpunkt, akteur = crew.vorarbeit): void => {
    liste.push({ art: 'arbeitsauftrag', vorgang: auftragOf(vorgang), akteur, zeit, command: c as Command });
  };
  uhr = addMinutes(uhr, 20);
  if (!fall.nichtQuittiert) melde({ type: 'acknowledgeAuftrag', fassung: 1 }, uhr);
  uhr = addMinutes(uhr, 15);
  if (fall.bis === 'storniert')
    tu({ type: 'cancelBestattung', grund: fall.grund ?? 'Auf Wunsch der Angehörigen' });
  if (fall.bis === 'verlegt')
    tu({ type: 'moveTermin', plan: null, grund: fall.grund ?? 'Boden gefroren' }, leitung);
  if (fall.bis === 'storniert' || fall.bis === 'verlegt') {
    setzeBelegung(index, vorgang, []);
    return liste;
  }
  if (fall.verschoben) {
    setzeBelegung(index, vorgang, []);
    const neu = findePlan(
      { ...fall, uhrzeit: fall.verschoben },
      angaben,
      ziel,
      uhr,
      { ...u, r },
      index,
      plan.friedhof,
    );
    belege(index, vorgang, neu ?? plan, fall.art, grab, r);
    if (neu !== null) tu({ type: 'moveTermin', plan: neu, grund: 'Wunsch der Angehörigen' }, leitung);
    return liste;
  }

  const ablauf = berechneAblauf(plan, fall.art, r);
  arbeite({ fall, angaben, grab, ablauf, buero: [buero, leitung], crew, heute, id: u.id }, melde);
  if (fall.bis === 'abgeschlossen') {
    uhr = fruehererZeitpunkt(um(addDays(ziel, 1), '08:10'), um(addDays(heute, -1), '20:00'));
    if (uhr < addMinutes(ablauf.ende, 10)) uhr = addMinutes(ablauf.ende, 10);
    tu({ type: 'closeBestattung', beigesetztAm: ziel, klaerung: null });
  }
  return liste;
}
