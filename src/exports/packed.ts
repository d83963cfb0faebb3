/** Data with typed arrays as bytes and back: a description in JSON, then the arrays one after the other, alike on every machine. */

const KINDS = { Int16Array, Int32Array, Uint8Array, Uint32Array, Float32Array, Float64Array };
type Kind = keyof typeof KINDS;
type Packable = InstanceType<(typeof KINDS)[Kind]>;

/** Stands for an array in the description, by its place in the list of arrays. */
const MARK = '#array';

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Plain data (objects, lists, strings, numbers that JSON knows) and typed arrays; an array met twice is packed once. */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const places = new Map<Packable, number>();
  const arrays: (readonly [kind: string, length: number])[] = [];
  const described = new TextEncoder().encode(
    JSON.stringify({
      // Read first: the list of arrays is complete only after it.
      value: replaced(value, (array) => {
        const place = places.get(array) ?? places.size;
        if (place === places.size) {
          places.set(array, place);
          arrays.push([array.constructor.name, array.length]);
        }
        return { [MARK]: place };
      }),
      arrays,
    }),
  );
  const size = [...places.keys()].reduce((sum, array) => sum + array.byteLength, 0);
  const bytes = new Uint8Array(4 + described.length + size);
  new DataView(bytes.buffer).setUint32(0, described.length, true);
  bytes.set(described, 4);
  let at = 4 + described.length;
  for (const array of places.keys()) {
    bytes.set(
      littleEndian(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), array.BYTES_PER_ELEMENT),
      at,
    );
    at += array.byteLength;
  }
  return bytes;
}

/** What was packed; throws when the bytes are not as `pack` gives them. */
export function unpack(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + view.getUint32(0, true);
  if (start > bytes.length) throw new Error('the description is cut off');
  const { value, arrays } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))) as {
    value: unknown;
    arrays: readonly (readonly [Kind, number])[];
  };
  let at = start;
  const read = arrays.map(([kind, length]) => {
    const array = new KINDS[kind](length);
    const from = bytes.slice(at, at + array.byteLength);
    if (from.length < array.byteLength) throw new Error('the numbers are cut off');
    new Uint8Array(array.buffer).set(littleEndian(from, array.BYTES_PER_ELEMENT));
    at += array.byteLength;
    return array;
  });
  if (at !== bytes.length) throw new Error('there is more than was described');
  return restored(value, read);
}

/** The same data with every typed array replaced. */
function replaced(value: unknown, array: (array: Packable) => unknown): unknown {
  if (ArrayBuffer.isView(value)) return array(value as Packable);
  if (Array.isArray(value)) return value.map((entry) => replaced(entry, array));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, array)]));
}

function restored(value: unknown, arrays: readonly Packable[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => restored(entry, arrays));
  if (value === null || typeof value !== 'object') return value;
  if (MARK in value) return arrays[value[MARK] as number];
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, restored(inner, arrays)]));
}

/** Bytes of numbers in the order in which files have them, or back: turned round where the machine has them the other way. */
function littleEndian(bytes: Uint8Array, width: number): Uint8Array {
  if (isLittleEndian || width === 1) return bytes;
  const turned = bytes.slice();
  for (let at = 0; at < turned.length; at += width) turned.subarray(at, at + width).reverse();
  return turned;
}
