import { begrenzeZumLesen, findPerson, type Rollengrenze } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import { readableScopes } from './directory.ts';
import type { Session } from './session.ts';
import { andThen, type Soon } from './soon.ts';

const ERASED: Rejection = { code: 'ledger.vorgang-geloescht', params: {} };
const UNKNOWN: Rejection = { code: 'ledger.vorgang-unbekannt', params: {} };

/**
 * May this author command this Vorgang at all? They must be in the directory and able to read what they command;
 * what they may do with it, the rules of its kind decide. What they may not see is answered like what does not
 * exist. The first people of a city are entered by its operator (central/setup.ts), never over the net.
 */
export const authorise = (
  session: Session,
  envelope: CommandEnvelope,
  jetzt: string,
  grenze: Rollengrenze | null = null,
): Soon<Rejection | null> =>
  andThen(session.verzeichnis(), (whole) => {
    const verzeichnis = begrenzeZumLesen(whole, grenze);
    const { author, vorgang } = envelope;
    if (findPerson(verzeichnis, author) === null)
      return { code: 'ledger.person-unbekannt', params: { person: author } };
    return andThen(session.stand(vorgang), (stored) => {
      if (stored === null) return andThen(session.isErased(vorgang), (erased) => (erased ? ERASED : null));
      const own = readableScopes(verzeichnis, author, tagOf(jetzt));
      return stored.projection.lesbar.some((scope) => own.has(scope)) ? null : UNKNOWN;
    });
  });
