/**
 * Letters that carry no separable mark and so survive NFD: a search types them as one does on a German keyboard.
 * Turkish ı, Polish ł, Scandinavian ø and æ, Icelandic ð and þ, South Slavic đ, Maltese ħ, Sami ŧ and ŋ, Azeri ə.
 */
const OHNE_ZERLEGUNG: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ə: 'e',
};
const BESONDERE = new RegExp(`[${Object.keys(OHNE_ZERLEGUNG).join('')}]`, 'g');
const MARKE = /\p{M}/gu;

/**
 * Lower case without accents and special letters: `Yıldız` -> `yildiz`, `Wałęsa` -> `walesa`, `Müßig` -> `mussig`.
 * Other scripts keep their letters (й and и, ї and і become one).
 */
export const falteBuchstaben = (text: string): string =>
  text
    .toLowerCase()
    .replace(BESONDERE, (c) => OHNE_ZERLEGUNG[c] ?? c)
    .normalize('NFD')
    .replace(MARKE, '');
