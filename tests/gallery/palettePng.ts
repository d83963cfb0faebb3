/** Pictures with few colours as small PNG files: a palette of 256 and one byte a dot, which pngjs reads but does not write. */
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

export interface Dots {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha. */
  readonly data: Uint8Array;
}

export function readPng(file: Buffer): Dots {
  return PNG.sync.read(file);
}

/** A part of a picture; edges between two dots go to the nearer one. */
export function cut(
  whole: Dots,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Dots {
  const [left, top, width, height] = [box.left, box.top, box.width, box.height].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * whole.width + left) * 4;
    data.set(whole.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { width, height, data };
}

/** The picture with its 256 commonest colours, and all others as the nearest of these; it is taken to be opaque. */
export function palettePng({ width, height, data }: Dots): Buffer {
  const uses = new Map<number, number>();
  for (let k = 0; k < data.length; k += 4) {
    const colour = colourAt(data, k);
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  const palette = [...uses]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, 256)
    .map(([colour]) => colour);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const placeOf = (colour: number): number => {
    const known = places.get(colour);
    if (known !== undefined) return known;
    let best = 0;
    palette.forEach((other, place) => {
      if (distance(colour, other) < distance(colour, palette[best]!)) best = place;
    });
    places.set(colour, best);
    return best;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = placeOf(colourAt(data, (y * width + x) * 4));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(data: Uint8Array, k: number): number {
  return (data[k]! << 16) | (data[k + 1]! << 8) | data[k + 2]!;
}

function distance(a: number, b: number): number {
  const [red, green, blue] = [16, 8, 0].map((shift) => ((a >> shift) & 255) - ((b >> shift) & 255)) as [
    number,
    number,
    number,
  ];
  return red * red + green * green + blue * blue;
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(checksum(body), body.length + 4);
  return whole;
}

/** CRC-32 as PNG has it. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
