import type { Niederschriftinhalt } from '../../../domain/sitzung/index.ts';
import { isLeer } from '../../../domain/sitzung/index.ts';
import { Bloecketext } from '../text/Bloecke.tsx';

/** The minutes as a text to read before they are printed. */
export function NiederschriftText({ inhalt: i }: { readonly inhalt: Niederschriftinhalt }) {
  return (
    <article className="am-papier am-text">
      <h3 className="am-papier__titel">{i.gremium}</h3>
      <p>
        {i.beginn} bis {i.ende || '…'}, {i.ort}. Leitung: {i.leitung}. Schriftführung: {i.schriftfuehrung}.
      </p>
      <p>
        <b>Anwesend ({i.anwesende.length}):</b>{' '}
        {i.anwesende
          .map((a) => [a.name, a.vertritt ? `für ${a.vertritt}` : '', a.zeiten].filter(Boolean).join(', '))
          .join('; ')}
        .
      </p>
      {i.entschuldigt.length > 0 ? <p>Es fehlen: {i.entschuldigt.join(', ')}.</p> : null}
      <p>{i.ladung}</p>
      {i.beschlussfaehigkeit.map((b) => (
        <p key={b}>{b}</p>
      ))}
      {i.punkte.map((p) => (
        <section key={p.top} aria-label={`${p.nummer} ${p.titel}`}>
          <h4>
            {p.nummer} {p.titel} {p.bezugNummer ? <span className="am-muted">({p.bezugNummer})</span> : null}
          </h4>
          {p.herkunft ? <p>{p.herkunft}</p> : null}
          {p.befangen.length > 0 ? <p>Befangen: {p.befangen.join('; ')}.</p> : null}
          {p.tischvorlagen.length > 0 ? <p>Tischvorlagen: {p.tischvorlagen.join('; ')}.</p> : null}
          <Bloecketext bloecke={p.protokoll} stufe={5} />
          {isLeer(p.beschluss) ? null : (
            <>
              <h5>Beschluss</h5>
              <Bloecketext bloecke={p.beschluss} stufe={6} />
            </>
          )}
          {p.abweichung ? <p>Abweichend von der Empfehlung: {p.abweichung}</p> : null}
          {p.abstimmungen.map((a) => (
            <p key={a}>Abstimmung: {a}.</p>
          ))}
          {p.ausgang ? <p className="am-strong">Ergebnis: {p.ausgang}.</p> : null}
        </section>
      ))}
      <p>{i.schlussbemerkung}</p>
    </article>
  );
}
