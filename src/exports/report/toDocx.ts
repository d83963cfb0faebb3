/** A report as a Word document: real headings and table headings, a table of contents, page numbers, pictures with words for who cannot see them. */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LeaderType,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
  type IBorderOptions,
} from 'docx';
import type { Block, ReportDocument, ReportTable } from './blocks.ts';

/** A drawing as dots, and how large it is to be beside the text. */
export interface ReportPicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Twentieths of a point: A4 upright with margins of two centimetres. */
const PAGE = { width: 11906, height: 16838, margin: 1134 };
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
/** The width of the text in pixels, 96 to the inch. */
const TEXT_PIXELS = Math.floor((TEXT_WIDTH / 1440) * 96);
const FONT = 'Arial';
const DARK = '212B32';
const QUIET = '4C6272';
const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
const RULE: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: 'AEB7BD' };
const NO_RULE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** The bytes of the file. `pictures` are the drawings by the ids that the report names. */
export function toDocx(report: ReportDocument, pictures: ReadonlyMap<string, ReportPicture>): Promise<Blob> {
  return Packer.toBlob(
    new Document({
      title: report.title,
      subject: 'Business-continuity simulation',
      creator: 'Standby',
      description: report.subtitle,
      keywords: 'business continuity, simulation',
      features: { updateFields: false },
      styles: {
        default: {
          document: {
            run: { font: FONT, size: 20, color: DARK, language: { value: 'en-GB' } },
            // The rule is stated because some programs read a line without one as an exact height, and cut pictures to it.
            paragraph: { spacing: { after: 120, line: 264, lineRule: LineRuleType.AUTO } },
          },
          title: { run: { font: FONT, size: 40, bold: true, color: DARK }, paragraph: { spacing: { after: 120 } } },
          heading1: headingStyle(30, 360, 1),
          heading2: headingStyle(24, 280, 2),
          heading3: headingStyle(21, 200, 3),
          listParagraph: { run: { font: FONT } },
        },
        paragraphStyles: [
          style('Lead', 26, DARK, 160),
          style('Note', 17, QUIET, 120),
          {
            ...style('TableText', 16, DARK, 0),
            paragraph: { spacing: { before: 20, after: 20, line: 240, lineRule: LineRuleType.AUTO } },
          },
          {
            ...style('TableCaption', 19, DARK, 60),
            run: { font: FONT, size: 19, bold: true, color: DARK },
            paragraph: { keepNext: true, spacing: { before: 200, after: 60 } },
          },
        ],
      },
      numbering: {
        config: [
          {
            reference: 'bullets',
            levels: [
              {
                level: 0,
                format: LevelFormat.BULLET,
                text: '•',
                alignment: AlignmentType.LEFT,
                style: { paragraph: { indent: { left: 360, hanging: 240 } } },
              },
            ],
          },
        ],
      },
      sections: [
        {
          properties: {
            page: {
              size: { width: PAGE.width, height: PAGE.height },
              margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
            },
          },
          headers: { default: new Header({ children: [running(report.title, [])] }) },
          footers: {
            default: new Footer({
              children: [running(report.foot, ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES])],
            }),
          },
          children: [
            new Paragraph({ text: report.title, heading: HeadingLevel.TITLE }),
            new Paragraph({ text: report.subtitle, style: 'Note' }),
            new Paragraph({ text: 'Contents', style: 'TableCaption' }),
            // Not dirty: Word would ask about “fields that may refer to other files” before it opens the report.
            new TableOfContents('Contents', {
              hyperlink: true,
              headingStyleRange: '1-2',
              beginDirty: false,
              tabLeader: LeaderType.NONE,
              cachedEntries: entries(report),
            }),
            ...report.blocks.flatMap((block, k) =>
              written(block, pictures, k, report.blocks[k + 1]?.kind === 'picture'),
            ),
          ],
        },
      ],
    }),
  );
}

/** Stated as a heading of its level too: by their names alone not every program takes them for headings. */
function headingStyle(size: number, before: number, level: number): object {
  return {
    run: { font: FONT, size, bold: true, color: DARK },
    paragraph: { keepNext: true, keepLines: true, outlineLevel: level - 1, spacing: { before, after: 100 } },
  };
}

function style(id: string, size: number, color: string, after: number) {
  return {
    id,
    name: id,
    basedOn: 'Normal',
    quickFormat: true,
    run: { font: FONT, size, color },
    paragraph: { spacing: { after } },
  };
}

/** A line of a header or footer: a text on the left, page numbers on the right. */
function running(text: string, right: readonly (string | (typeof PageNumber)[keyof typeof PageNumber])[]): Paragraph {
  return new Paragraph({
    style: 'Note',
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children: [new TextRun({ children: right.length > 0 ? [text, '\t', ...right] : [text] })],
  });
}

/** What the table of contents says until somebody updates it: headings to jump to, without their pages, which nobody knows yet. */
function entries({ blocks }: ReportDocument): { title: string; level: number; href: string }[] {
  return blocks.flatMap((block, place) =>
    block.kind === 'heading' && block.level < 3 ? [{ title: block.text, level: block.level, href: anchor(place) }] : [],
  );
}

function anchor(place: number): string {
  return `part-${place}`;
}

/** `place` is its position in the report; `keepNext`: it stays on the page of what follows. */
function written(
  block: Block,
  pictures: ReadonlyMap<string, ReportPicture>,
  place: number,
  keepNext: boolean,
): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: LEVELS[block.level - 1]!,
          children: [new Bookmark({ id: anchor(place), children: [new TextRun(block.text)] })],
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          text: block.text,
          ...(keepNext && { keepNext }),
          ...(block.style && { style: block.style === 'lead' ? 'Lead' : 'Note' }),
        }),
      ];
    case 'list':
      return block.items.map(
        (text) => new Paragraph({ text, numbering: { reference: 'bullets', level: 0 }, spacing: { after: 60 } }),
      );
    case 'table':
      return [new Paragraph({ text: block.caption, style: 'TableCaption' }), tableOf(block), new Paragraph('')];
    case 'picture': {
      const picture = pictures.get(block.id);
      if (!picture) return [new Paragraph({ text: `${block.alt} (The picture could not be drawn.)`, style: 'Note' })];
      const width = Math.min(TEXT_PIXELS, picture.width);
      return [
        new Paragraph({
          children: [
            new ImageRun({
              type: 'png',
              data: picture.png,
              transformation: { width, height: Math.round((picture.height / picture.width) * width) },
              altText: { name: block.id, title: block.title, description: block.alt },
            }),
          ],
        }),
      ];
    }
    default:
      return block satisfies never;
  }
}

/** A table of at most so many rows is kept on one page. */
const SHORT = 12;

function tableOf({ head, rows, figures = [], widths = head.map(() => 1) }: ReportTable): Table {
  const sum = widths.reduce((all, width) => all + width, 0);
  const columns = widths.map((width) => Math.floor((width / sum) * TEXT_WIDTH));
  const keepNext = rows.length <= SHORT;
  const cell = (text: string, k: number, isHead: boolean, isLast = false): TableCell =>
    new TableCell({
      width: { size: columns[k]!, type: WidthType.DXA },
      margins: { left: 60, right: 60, top: 20, bottom: 20 },
      ...(isHead && { shading: { type: ShadingType.CLEAR, fill: 'E8EDEE', color: 'auto' } }),
      children: [
        new Paragraph({
          style: 'TableText',
          ...(keepNext && !isLast && { keepNext }),
          alignment: figures.includes(k) ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [new TextRun(isHead ? { text, bold: true } : { text })],
        }),
      ],
    });
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders: {
      top: RULE,
      bottom: RULE,
      left: NO_RULE,
      right: NO_RULE,
      insideHorizontal: RULE,
      insideVertical: NO_RULE,
    },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head.map((text, k) => cell(text, k, true)) }),
      ...rows.map(
        (row, r) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, k) => cell(text, k, false, r === rows.length - 1)),
          }),
      ),
    ],
  });
}
