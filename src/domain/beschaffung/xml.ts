/**
 * The little of XML that the import of notices needs. Names carry the usual prefixes of eForms (`cbc:ID`),
 * whatever prefixes the file itself uses: the adapter resolves the namespaces.
 */
export interface XmlKnoten {
  readonly name: string;
  readonly attribute: Readonly<Record<string, string>>;
  /** text directly inside, trimmed */
  readonly text: string;
  readonly kinder: readonly XmlKnoten[];
}

/** All nodes on a path below: `['cac:ProcurementProject', 'cbc:Name']`. */
export function findAlle(knoten: XmlKnoten, pfad: readonly string[]): readonly XmlKnoten[] {
  return pfad.reduce<readonly XmlKnoten[]>(
    (found, name) => found.flatMap((k) => k.kinder.filter((kind) => kind.name === name)),
    [knoten],
  );
}

/** First text on a path that is not empty; null if none. */
export const findText = (knoten: XmlKnoten, pfad: readonly string[]): string | null =>
  findAlle(knoten, pfad).find((k) => k.text !== '')?.text ?? null;

/** Text in German, else in the main language of the notice, else the first there is. */
export function findSprachtext(
  knoten: XmlKnoten,
  pfad: readonly string[],
  hauptsprache: string | null,
): string | null {
  const texte = findAlle(knoten, pfad).filter((k) => k.text !== '');
  const inSprache = (sprache: string | null) => texte.find((k) => k.attribute['languageID'] === sprache);
  return (inSprache('DEU') ?? inSprache(hauptsprache) ?? texte[0])?.text ?? null;
}
