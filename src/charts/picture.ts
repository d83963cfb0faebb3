/**
 * A chart as a picture to keep: the drawing with its styles written into it, under its title and on white, so that it
 * looks the same in a Word file as it does here.
 */
import { textWidth } from './labels.ts';

export interface Caption {
  readonly title: string;
  readonly subtitle: string;
  /** A small line under the drawing: where the figures come from. */
  readonly note: string;
}

export interface Picture {
  /** A whole SVG file. */
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** What a style sheet may say of a drawing, and what holds when nothing is said. */
const STYLES: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-opacity': '1',
  opacity: '1',
  'font-size': '',
  'font-weight': '400',
  'font-style': 'normal',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  'paint-order': 'normal',
  'shape-rendering': 'auto',
};
const FONT = 'Arial, Helvetica, sans-serif';
const MARGIN = 16;
const NAMESPACE = 'http://www.w3.org/2000/svg';

/**
 * The drawing as it stands on the screen, made into a file of its own; above it what the page has beside it as a key: elements with a
 * small drawing and words each.
 */
export function pictureOf(drawing: SVGSVGElement, caption: Caption, key: readonly Element[] = []): Picture {
  const { width, height } = drawing.getBoundingClientRect();
  const whole = document.createElementNS(NAMESPACE, 'svg');
  const across = width + 2 * MARGIN;
  const lines = [
    ...wrapped(caption.title, 16, true, width).map((text) => ({ text, size: 16, bold: true, colour: '#212b32' })),
    ...wrapped(caption.subtitle, 13, false, width).map((text) => ({ text, size: 13, bold: false, colour: '#4c6272' })),
  ];
  let y = MARGIN;
  const write = (text: string, size: number, bold: boolean, colour: string): void => {
    y += Math.round(size * 1.3);
    const line = document.createElementNS(NAMESPACE, 'text');
    const attributes = { x: MARGIN, y: y - Math.round(size * 0.3), fill: colour, 'font-size': size };
    for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, String(value));
    if (bold) line.setAttribute('font-weight', '700');
    line.textContent = text;
    whole.append(line);
  };
  for (const { text, size, bold, colour } of lines) write(text, size, bold, colour);
  y = keyInto(whole, key, y, width);
  const copy = onPaper(drawing);
  y += 8;
  copy.setAttribute('x', String(MARGIN));
  copy.setAttribute('y', String(y));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  whole.append(copy);
  y += height + 4;
  for (const text of wrapped(caption.note, 11, false, width)) write(text, 11, false, '#4c6272');
  const down = Math.ceil(y + MARGIN);
  whole.setAttribute('xmlns', NAMESPACE);
  whole.setAttribute('width', String(across));
  whole.setAttribute('height', String(down));
  whole.setAttribute('viewBox', `0 0 ${across} ${down}`);
  whole.setAttribute('font-family', FONT);
  const ground = document.createElementNS(NAMESPACE, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', '#ffffff');
  const alternative = document.createElementNS(NAMESPACE, 'title');
  alternative.textContent = drawing.getAttribute('aria-label') ?? caption.title;
  whole.prepend(alternative, ground);
  return { text: new XMLSerializer().serializeToString(whole), width: across, height: down };
}

const KEY_SIZE = 12;
const KEY_LINE = 20;

/** Writes a key into as many lines as it needs, beginning below `y`; says where it ends. */
function keyInto(whole: SVGSVGElement, key: readonly Element[], y: number, width: number): number {
  if (key.length === 0) return y;
  let x = 0;
  let line = y + 6;
  for (const entry of key) {
    const words = entry.textContent.replace(/\s+/g, ' ').trim();
    const sign = entry.querySelector('svg');
    const room = sign ? sign.width.baseVal.value + 6 : 0;
    const wide = room + textWidth(words, KEY_SIZE) + 18;
    if (x > 0 && x + wide > width) {
      x = 0;
      line += KEY_LINE;
    }
    if (sign) {
      const copy = onPaper(sign);
      copy.setAttribute('x', String(MARGIN + x));
      copy.setAttribute('y', String(line + (KEY_LINE - sign.height.baseVal.value) / 2));
      whole.append(copy);
    }
    const text = document.createElementNS(NAMESPACE, 'text');
    const attributes = { x: MARGIN + x + room, y: line + 14, fill: '#212b32', 'font-size': KEY_SIZE };
    for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, String(value));
    text.textContent = words;
    whole.append(text);
    x += wide;
  }
  return line + KEY_LINE + 4;
}

/** The same as dots; `scale` 2 is sharp in print. */
export async function dotsOf({ text, width, height }: Picture, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser cannot draw pictures');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png'),
  );
}

/** A copy in light colours, since paper is white, whatever the page has around it. */
function onPaper(drawing: SVGSVGElement): SVGSVGElement {
  drawing.classList.add('for-a-picture');
  const copy = styled(drawing);
  drawing.classList.remove('for-a-picture');
  return copy;
}

/** A copy with every style that counts as an attribute, and without names that only this page knows. */
function styled(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  const unseen: SVGElement[] = [];
  copies.forEach((element, k) => {
    const style = getComputedStyle(originals[k]!);
    if (style.display === 'none' && element.tagName !== 'defs') unseen.push(element);
    for (const [name, ordinary] of Object.entries(STYLES)) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== ordinary) element.setAttribute(name, value);
    }
    for (const name of ['class', 'style', 'role', 'aria-label', 'aria-hidden', 'tabindex'])
      element.removeAttribute(name);
  });
  for (const element of unseen) element.remove();
  return copy;
}

/** A text in lines that fit. */
export function wrapped(text: string, size: number, bold: boolean, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}
