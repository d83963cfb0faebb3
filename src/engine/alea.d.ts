/** seedrandom's alea alone; the package's main entry pulls in Node's crypto. */
declare module 'seedrandom/lib/alea.js' {
  interface Alea {
    (): number;
    int32(): number;
  }
  export default function alea(seed: string): Alea;
}
