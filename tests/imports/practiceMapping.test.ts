/** The practice mapping of NHS England as people have it: columns by name, and every way in which it can be wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ON_RECORD } from '../../src/catalog/england/figures.ts';
import { ICBS, REGIONS } from '../../src/catalog/england/icbs.ts';
import { MAX_MAPPING_CHARACTERS, readMapping } from '../../src/imports/practiceMapping.ts';
import { systemOf } from '../../src/imports/practices.ts';
import { formatIssue } from '../../src/scenario/issue.ts';

const HEAD =
  'GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ICB_CODE,ICB_NAME,REGION_CODE,REGION_NAME';
const row = (code: string, supplier = 'EMIS', icb = 'QOP'): string =>
  `${code},A SURGERY,${supplier},U12345,A PCN,00T,NHS A ICB - 00T,${icb},NHS Greater Manchester Integrated Care Board,Y62,North West`;
const file = (...rows: string[]): string => [HEAD, ...rows, ''].join('\n');
const said = (text: string): string[] => readMapping(text).issues.map(formatIssue);
const errorsOf = (text: string): string[] =>
  readMapping(text)
    .issues.filter(({ severity }) => severity === 'error')
    .map(formatIssue);

describe('a mapping file', () => {
  it('gives practices with their system, network, sub-ICB location and board', () => {
    const { network, issues } = readMapping(file(row('P82001'), row('P82002', 'TPP')));
    expect(issues).toEqual([]);
    expect(network!.practices).toMatchObject([
      { code: 'p82001', system: 'emis', pcn: 'u12345', subIcb: '00t', icb: 'QOP' },
      { code: 'p82002', system: 'tpp', icb: 'QOP' },
    ]);
    expect(network!.boards).toEqual([
      { code: 'QOP', name: 'Greater Manchester', region: 'Y62', regionName: 'North West' },
    ]);
  });

  it('is read by the names of its columns, whatever their order, spelling in capitals, and others beside them', () => {
    const text = 'icb code;x'.replace(';x', ',More,Supplier,gp_code\r\nQOP,"a, b",EMIS,P82001\r\n');
    const { network } = readMapping(text);
    expect(network!.practices).toMatchObject([{ code: 'p82001', system: 'emis', icb: 'QOP' }]);
  });

  it('may begin with the mark that Excel writes, and be exported by Windows', () => {
    const text = `\ufeff${file(row('P82001'), row('P82002')).replaceAll('\n', '\r\n')}`;
    expect(readMapping(text).network!.practices).toHaveLength(2);
    expect(said(text)).toEqual([]);
  });

  it('without the columns that are only welcome is read, and what that means is said', () => {
    const warnings = said('GP_CODE,SUPPLIER,ICB_CODE\nP82001,EMIS,QOP\n');
    expect(warnings).toHaveLength(5);
    expect(warnings.join('\n')).toMatch(/There is no column PCN_CODE: no practice shares pharmacists with others/);
  });

  it('in which a practice is in no network lets it work alone', () => {
    expect(readMapping(file(row('P82001').replace('U12345', 'U'))).network!.practices[0]).not.toHaveProperty('pcn');
  });
});

describe('the system of a practice', () => {
  it.each([
    ['EMIS', 'emis'],
    ['EMIS/EVERGREENLIFE', 'emis'],
    ['EMIS/TPP', 'emis'],
    ['TPP', 'tpp'],
    ['TPP/EVERGREENLIFE', 'tpp'],
    ['TPP/EMIS', 'tpp'],
    ['MEDICUS', 'other'],
    ['MEDICUS/EMIS', 'other'],
  ])('%s is %s: the one named first counts', (supplier, system) => expect(systemOf(supplier)).toBe(system));
  it('is not guessed from a name that nobody knows', () => expect(systemOf('ACME/EMIS')).toBeUndefined());
});

describe('what is wrong with a file', () => {
  it('is told all at once, with lines', () => {
    const errors = errorsOf(
      file(row('P82001'), row('', 'EMIS'), row('P82003', 'EMIS', '?'), 'P82004,EMIS', row('P82005')),
    );
    expect(errors).toHaveLength(3);
    expect(errors[0]).toMatch(/^Line 3: This is not the code of a practice: ""\. Expected a code such as A81001\.$/);
    expect(errors[1]).toMatch(/^Line 4: This is not the code of an integrated care board: "\?"/);
    expect(errors[2]).toMatch(/^Line 5: There are 2 fields where the first line has 11\.$/);
  });
  it('counts lines and not rows where a field holds a line end', () => {
    expect(errorsOf(file(row('P82001').replace('A SURGERY', '"A\nSURGERY"'), row('?')))[0]).toMatch(/^Line 4:/);
  });
  it('names every missing column, and what was probably meant', () => {
    const errors = errorsOf('GP_CODES,SUPPLIER,BOARD\nP82001,EMIS,QOP\n');
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/There is no column GP_CODE\..*Did you mean GP_CODE instead of GP_CODES\?$/);
    expect(errors[1]).toMatch(/There is no column ICB_CODE\..*BOARD/);
  });
  it('refuses two columns of one name', () =>
    expect(errorsOf('GP_CODE,GP_CODE,SUPPLIER,ICB_CODE\nP1,P2,EMIS,QOP\n')[0]).toMatch(
      /There are two columns GP_CODE/,
    ));
  it('tells a supplier that is not known once, and lets the file be read', () => {
    const text = file(row('P82001', 'ACME'), row('P82002', 'ACME'), row('P82003', ''));
    expect(said(text)).toEqual([
      'Warning, line 2: The supplier "ACME" is not known. Expected EMIS, TPP, MEDICUS or VISION; it is taken for another system, which the incident does not reach.',
      'Warning: There is one more line like line 2.',
      'Warning, line 4: Practice P82003 has no supplier. Expected EMIS, TPP, MEDICUS or VISION; it is taken for another system, which the incident does not reach.',
    ]);
    expect(readMapping(text).network!.practices.map(({ system }) => system)).toEqual(['other', 'other', 'other']);
  });
  it('counts a practice once that is listed for each of its systems, by its first line', () => {
    const text = file(row('P82001', 'EMIS/TPP'), row('P82001', 'TPP'));
    expect(readMapping(text).network!.practices).toMatchObject([{ code: 'p82001', system: 'emis' }]);
    expect(said(text)).toEqual(['Warning, line 3: Practice P82001 is in the file again: its line 2 counts.']);
  });
  it('refuses a practice that is under two boards', () =>
    expect(errorsOf(file(row('P82001'), row('P82001', 'EMIS', 'QYG')))[0]).toMatch(
      /^Line 3: Practice P82001 stands on line 2 under another board, QOP/,
    ));
  it('says that a file is empty, or has only column names', () => {
    expect(errorsOf('')[0]).toMatch(
      /^The file is empty\. Expected a first line with the columns GP_CODE, SUPPLIER and ICB_CODE/,
    );
    expect(errorsOf('\ufeff \n')[0]).toMatch(/^The file is empty/);
    expect(errorsOf(`${HEAD}\n`)[0]).toMatch(/^Line 1: There is no practice below the column names/);
  });
  it('says that a quotation mark is never closed', () =>
    expect(errorsOf(file(`P82001,"A SURGERY,EMIS`)).join('\n')).toMatch(/Line 2: A quotation mark is never closed/));
  it('does not take a spreadsheet, or ten million characters, for a mapping', () => {
    expect(errorsOf('PK\u0003\u0004\u0000\u0000')[0]).toMatch(/^This is not a text file/);
    const large = file(row('P82001').padEnd(MAX_MAPPING_CHARACTERS, 'x'));
    expect(errorsOf(large)[0]).toMatch(
      /too large to be a practice mapping\. Found 8,000,\d{3} characters; expected at most 8,000,000/,
    );
  });
  it('tells no more than twenty lines of a kind', () => {
    const errors = errorsOf(file(...Array.from({ length: 500 }, () => row('?'))));
    expect(errors).toHaveLength(21);
    expect(errors.at(-1)).toBe('There are 480 more lines like these.');
  });
});

const REAL = join(import.meta.dirname, '../../../shared/data/gpad_practice_mapping_Aug_25.csv');
const OTHER_PLACE = process.env['PRACTICE_MAPPING'];
const real = [OTHER_PLACE, REAL].find((path) => path !== undefined && existsSync(path));

describe.skipIf(real === undefined)(
  `the mapping of August 2025${real === undefined ? ' (skipped: the file is not beside the project; PRACTICE_MAPPING may name it)' : ''}`,
  () => {
    const { network, issues } = real === undefined ? { issues: [] } : readMapping(readFileSync(real, 'utf8'));
    it('is read without an error: 6,196 rows are 6,166 practices', () => {
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(network!.practices).toHaveLength(6166);
      expect(issues.map(formatIssue)).toEqual([
        expect.stringMatching(/^Warning, line 276: Practice A86027 is in the file again/),
        'Warning: There are 29 more lines like line 276.',
      ]);
    });
    it('has practices on EMIS within 5% of the 3,633 rows of that supplier; the press spoke of 3,700', () => {
      const emis = network!.practices.filter(({ system }) => system === 'emis').length;
      expect(Math.abs(emis / ON_RECORD.emisPractices.count - 1)).toBeLessThan(0.05);
      expect(ON_RECORD.pressPractices.count).toBe(3700);
    });
    it('is what the built-in numbers by board were counted from', () => {
      const counted = network!.boards.map(({ code, name, region, regionName }) => {
        const own = network!.practices.filter(({ icb }) => icb === code);
        const on = (system: string): number => own.filter((practice) => practice.system === system).length;
        expect(REGIONS[region]).toBe(regionName);
        return { code, name, region, practices: own.length, emis: on('emis'), tpp: on('tpp') };
      });
      const builtIn = ICBS.map(({ code, name, region, practices, emis, tpp }) => ({
        code,
        name,
        region,
        practices,
        emis,
        tpp,
      }));
      expect(builtIn.sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual(counted);
    });
  },
);
