import { expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { plainText, zBloecke } from '../../../../src/domain/sitzung/text/bloecke.ts';
import type { Knoten } from '../../../../src/domain/sitzung/text/reinigung.ts';
import { cleanKnoten } from '../../../../src/domain/sitzung/text/reinigung.ts';

/** Well-formed markup as a tree; the app uses the browser's parser for the same shape. */
function parse(html: string): readonly (Knoten | string)[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    htmlEntities: true,
  });
  type Raw = Record<string, unknown>;
  const convert = (raw: Raw): Knoten | string => {
    if ('#text' in raw) return String(raw['#text']);
    const name = Object.keys(raw).find((k) => k !== ':@') ?? '';
    const attribute = (raw[':@'] as Record<string, string> | undefined) ?? {};
    return { name: name.toLowerCase(), attribute, kinder: (raw[name] as Raw[]).map(convert) };
  };
  return (parser.parse(html) as Raw[]).map(convert);
}

const clean = (html: string) => zBloecke.parse(JSON.parse(JSON.stringify(cleanKnoten(parse(html)))));

test('a paste from Word keeps headings, formats, nested lists and tables', () => {
  const blocks = clean(`<div><style>p.MsoNormal{color:red}</style>
    <p class="MsoHeading1">Sachverhalt<o:p></o:p></p>
    <p class="MsoNormal">Der <b>Rat</b>&#160;beschloss am <i style="font-weight:bold">3. Mai</i>.</p>
    <p class="MsoNormal"><o:p>&#160;</o:p></p>
    <p class="MsoListParagraphCxSpFirst" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.<span>  </span></span>Erstens</p>
    <p class="MsoListParagraphCxSpMiddle" style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">a)</span>darunter</p>
    <p class="MsoListParagraphCxSpLast" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.</span>Zweitens</p>
    <table><tr><th>Jahr</th><th>Betrag</th></tr><tr><td>2026</td><td>5&#160;m<sup>2</sup></td></tr><tr><td colspan="2">Summe</td></tr></table>
    <script>alert(1)</script></div>`);
  expect(blocks).toEqual([
    { art: 'ueberschrift', ebene: 1, text: [{ text: 'Sachverhalt' }] },
    {
      art: 'absatz',
      text: [
        { text: 'Der ' },
        { text: 'Rat', fett: true },
        { text: ' beschloss am ' },
        { text: '3. Mai', fett: true, kursiv: true },
        { text: '.' },
      ],
    },
    {
      art: 'liste',
      nummeriert: true,
      punkte: [
        {
          text: [{ text: 'Erstens' }],
          unterpunkte: {
            art: 'liste',
            nummeriert: true,
            punkte: [{ text: [{ text: 'darunter' }], unterpunkte: null }],
          },
        },
        { text: [{ text: 'Zweitens' }], unterpunkte: null },
      ],
    },
    {
      art: 'tabelle',
      kopfzeile: true,
      zeilen: [
        [
          { text: [{ text: 'Jahr' }], spalten: 1, zeilen: 1 },
          { text: [{ text: 'Betrag' }], spalten: 1, zeilen: 1 },
        ],
        [
          { text: [{ text: '2026' }], spalten: 1, zeilen: 1 },
          { text: [{ text: '5 m' }, { text: '2', stellung: 'hoch' }], spalten: 1, zeilen: 1 },
        ],
        [{ text: [{ text: 'Summe' }], spalten: 2, zeilen: 1 }],
      ],
    },
  ]);
  expect(plainText(blocks)).not.toContain('alert');
});

test('lists of the browser and of older Word become the same nested lists', () => {
  const nested = clean('<ul><li>eins<ul><li>zwei</li></ul></li></ul>');
  const flat = clean('<ul><li>eins</li><ul><li>zwei</li></ul></ul>');
  expect(nested).toEqual(flat);
});

test('a bullet list of Word is not numbered', () => {
  const [liste] = clean('<p style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">·</span>Punkt</p>');
  expect(liste).toMatchObject({ art: 'liste', nummeriert: false });
});
