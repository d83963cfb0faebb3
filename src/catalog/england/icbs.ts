/**
 * The integrated care boards of England: how many practices each has, on which clinical system, and where its tile stands
 * in a grid that is roughly a map. Counted from the practice mapping of August 2025 that NHS England publishes with
 * Appointments in General Practice (Open Government Licence v3): 6,166 practices in 6,196 rows, because a practice that
 * changes its system within the month has a row for each; the first row counts.
 */

export interface Icb {
  readonly code: string;
  readonly name: string;
  /** What fits a tile: the abbreviation that the board itself uses, or the name cut short. */
  readonly short: string;
  readonly region: string;
  readonly practices: number;
  /** Practices whose first-named system is EMIS Web, and SystmOne of TPP; the others have neither. */
  readonly emis: number;
  readonly tpp: number;
  /** Place of its tile, from the left and from the top, from 0. */
  readonly column: number;
  readonly row: number;
}

/** NHS England's regions by code. */
export const REGIONS: Readonly<Record<string, string>> = {
  Y56: 'London',
  Y58: 'South West',
  Y59: 'South East',
  Y60: 'Midlands',
  Y61: 'East of England',
  Y62: 'North West',
  Y63: 'North East and Yorkshire',
};

type Row = readonly [string, string, string, string, number, number, number, number, number];

/** Code, name, short name, region, practices, on EMIS Web, on SystmOne, column, row. */
// prettier-ignore
const rows: readonly Row[] = [
  ['QHM', 'North East and North Cumbria', 'NENC', 'Y63', 336, 144, 192, 4, 0],
  ['QE1', 'Lancashire and South Cumbria', 'L&SC', 'Y62', 196, 196, 0, 3, 1],
  ['QWO', 'West Yorkshire', 'WY', 'Y63', 261, 20, 241, 4, 1],
  ['QOQ', 'Humber and North Yorkshire', 'HNY', 'Y63', 159, 22, 137, 5, 1],
  ['QYG', 'Cheshire and Merseyside', 'C&M', 'Y62', 335, 313, 21, 2, 2],
  ['QOP', 'Greater Manchester', 'GM', 'Y62', 406, 376, 30, 3, 2],
  ['QF7', 'South Yorkshire', 'SY', 'Y63', 169, 40, 129, 4, 2],
  ['QOC', 'Shropshire, Telford and Wrekin', 'STW', 'Y60', 50, 50, 0, 2, 3],
  ['QNC', 'Staffordshire and Stoke-on-Trent', 'SSOT', 'Y60', 141, 132, 9, 3, 3],
  ['QJ2', 'Derby and Derbyshire', 'D&D', 'Y60', 110, 16, 94, 4, 3],
  ['QT1', 'Nottingham and Nottinghamshire', 'N&N', 'Y60', 126, 13, 113, 5, 3],
  ['QJM', 'Lincolnshire', 'Lincs', 'Y60', 81, 2, 79, 6, 3],
  ['QGH', 'Herefordshire and Worcestershire', 'H&W', 'Y60', 78, 78, 0, 2, 4],
  ['QUA', 'Black Country', 'BC', 'Y60', 170, 133, 37, 3, 4],
  ['QHL', 'Birmingham and Solihull', 'BSol', 'Y60', 175, 117, 58, 4, 4],
  ['QK1', 'Leicester, Leicestershire and Rutland', 'LLR', 'Y60', 126, 8, 118, 5, 4],
  ['QUE', 'Cambridgeshire and Peterborough', 'C&P', 'Y61', 85, 5, 80, 6, 4],
  ['QMM', 'Norfolk and Waveney', 'N&W', 'Y61', 102, 10, 92, 7, 4],
  ['QR1', 'Gloucestershire', 'Glos', 'Y58', 64, 3, 61, 2, 5],
  ['QWU', 'Coventry and Warwickshire', 'C&W', 'Y60', 119, 119, 0, 3, 5],
  ['QPM', 'Northamptonshire', 'Nhants', 'Y60', 65, 13, 52, 4, 5],
  ['QHG', 'Bedfordshire, Luton and Milton Keynes', 'BLMK', 'Y61', 84, 0, 84, 5, 5],
  ['QM7', 'Hertfordshire and West Essex', 'HWE', 'Y61', 124, 57, 67, 6, 5],
  ['QJG', 'Suffolk and North East Essex', 'SNEE', 'Y61', 90, 16, 74, 7, 5],
  ['QUY', 'Bristol, North Somerset and South Gloucestershire', 'BNSSG', 'Y58', 73, 73, 0, 1, 6],
  ['QOX', 'Bath and North East Somerset, Swindon and Wiltshire', 'BSW', 'Y58', 83, 1, 82, 2, 6],
  ['QU9', 'Buckinghamshire, Oxfordshire and Berkshire West', 'BOB', 'Y59', 152, 148, 4, 3, 6],
  ['QRV', 'North West London', 'NWL', 'Y56', 338, 128, 210, 4, 6],
  ['QMJ', 'North Central London', 'NCL', 'Y56', 175, 175, 0, 5, 6],
  ['QMF', 'North East London', 'NEL', 'Y56', 261, 251, 10, 6, 6],
  ['QH8', 'Mid and South Essex', 'MSE', 'Y61', 144, 0, 144, 7, 6],
  ['QSL', 'Somerset', 'Som', 'Y58', 62, 62, 0, 1, 7],
  ['QVV', 'Dorset', 'Dorset', 'Y58', 68, 0, 68, 2, 7],
  ['QNQ', 'Frimley', 'Friml', 'Y59', 66, 66, 0, 3, 7],
  ['QWE', 'South West London', 'SWL', 'Y56', 170, 168, 0, 4, 7],
  ['QKK', 'South East London', 'SEL', 'Y56', 192, 191, 0, 5, 7],
  ['QKS', 'Kent and Medway', 'K&M', 'Y59', 176, 176, 0, 6, 7],
  ['QT6', 'Cornwall and the Isles of Scilly', 'Cornwl', 'Y58', 55, 30, 25, 0, 8],
  ['QJK', 'Devon', 'Devon', 'Y58', 116, 22, 94, 1, 8],
  ['QRL', 'Hampshire and the Isle of Wight', 'HIOW', 'Y59', 129, 86, 43, 3, 8],
  ['QXU', 'Surrey Heartlands', 'Surrey', 'Y59', 98, 92, 6, 4, 8],
  ['QNX', 'Sussex', 'Sussex', 'Y59', 156, 70, 86, 5, 8],
];

/** From north to south, and from west to east. */
export const ICBS: readonly Icb[] = rows.map(([code, name, short, region, practices, emis, tpp, column, row]) => ({
  code,
  name,
  short,
  region,
  practices,
  emis,
  tpp,
  column,
  row,
}));
