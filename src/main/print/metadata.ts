import type { Pdf } from './text.ts';

export interface Metadata {
  readonly titel: string;
  readonly autor: string;
  readonly kennung: string;
  readonly zeit: Date;
  /** claims PDF/UA-1; false when signature fields will be added, since nobody tags those afterwards */
  readonly barrierefrei: boolean;
}

export const infoOf = ({ titel, autor, kennung, zeit }: Metadata): PDFKit.DocumentInfo => ({
  Title: titel,
  Author: autor,
  Keywords: kennung,
  Creator: 'Amtsmappe',
  Producer: 'Amtsmappe',
  CreationDate: zeit,
  ModDate: zeit,
});

/**
 * Writes the XMP packet in place of pdfkit's own, which puts titles into the XML without escaping them. PDF/A
 * wants it to say the same as the Info dictionary.
 */
export function setMetadata(pdf: Pdf, metadata: Metadata): void {
  const { titel, autor, kennung, zeit, barrierefrei } = metadata;
  const time = zeit.toISOString().replace(/\.\d+Z$/, 'Z');
  const description = (namespace: string, content: string) =>
    `<rdf:Description rdf:about="" ${namespace}>${content}</rdf:Description>`;
  const packet = [
    description(
      'xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
      `<xmp:CreateDate>${time}</xmp:CreateDate><xmp:ModifyDate>${time}</xmp:ModifyDate><xmp:CreatorTool>Amtsmappe</xmp:CreatorTool>`,
    ),
    description(
      'xmlns:dc="http://purl.org/dc/elements/1.1/"',
      `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(titel)}</rdf:li></rdf:Alt></dc:title>` +
        `<dc:creator><rdf:Seq><rdf:li>${escapeXml(autor)}</rdf:li></rdf:Seq></dc:creator>` +
        `<dc:language><rdf:Bag><rdf:li>de-DE</rdf:li></rdf:Bag></dc:language>`,
    ),
    description(
      'xmlns:pdf="http://ns.adobe.com/pdf/1.3/"',
      `<pdf:Producer>Amtsmappe</pdf:Producer><pdf:Keywords>${escapeXml(kennung)}</pdf:Keywords>`,
    ),
    ...(barrierefrei ? [PDFUA, PDFUA_SCHEMA] : []),
  ].join('\n');
  (pdf as unknown as { _addInfo: () => void })._addInfo = () => pdf.appendXML(packet);
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const PDFUA = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`;

/** PDF/A-2 knows no PDF/UA: its namespace has to be described where it is used (ISO 19005-2, 6.6.2.3). */
const PDFUA_SCHEMA = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`;
